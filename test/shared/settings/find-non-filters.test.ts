import { expect, it } from 'vitest';
import { findNonFilters } from '#shared/settings/find-non-filters.ts';

const filter = 'title: F\nfilter: { rules: any }\n';

it.each<[string, string, readonly string[]]>([
  ['a filter', filter, []],
  ['nothing', '', []],
  ['what is neither, told elsewhere', 'title: T\n', []],
  ['what is both, told elsewhere', 'filter: {}\ndetection: {}\n', []],
  ['a rule', 'title: R\ndetection: {}\n', ['2:1 detection']],
  ['a correlation after a filter', `${filter}---\ncorrelation: {}\n`, ['4:1 correlation']],
  ['a global document', 'action: global\nlevel: low\n', ['1:1 action']],
])('%s', (_, text, expected) => {
  const problems = findNonFilters([{ file: 'f.yml', path: 'f.yml', text }]);
  expect(problems.map(({ file, line, column, message }) => `${file} ${line}:${column} ${message}`)).toEqual(
    expected.map((one) => {
      const [place, kind] = one.split(' ');
      return `f.yml ${place} a file under filters holds nothing but filters, and this is a ${kind}`;
    }),
  );
});
