import { expect, it } from 'vitest';
import { innerFirst } from '#shared/correlate/inner-first.ts';
import { correlationOf, metaOf } from './correlation-helpers.ts';

it.each<[string, Readonly<Record<string, readonly string[]>>, readonly string[]]>([
  ['that refer to rules alone: as they are', { b: ['base'], a: ['base'] }, ['b', 'a']],
  ['of which one refers to a later one: that first', { outer: ['base', 'inner'], inner: ['base'] }, ['inner', 'outer']],
  [
    'three deep, in any order',
    { middle: ['inner'], outer: ['middle', 'inner'], inner: ['base'] },
    ['inner', 'middle', 'outer'],
  ],
  ['of which two refer to one: that once', { a: ['c'], b: ['c'], c: ['base'] }, ['c', 'a', 'b']],
  ['in a circle, which the parser refuses: each once', { a: ['b'], b: ['a'] }, ['b', 'a']],
])('correlations %s', (_, references, expected) => {
  const rules = Object.entries(references).map(([id, ruleIds]) => correlationOf({ meta: metaOf(id), ruleIds }));
  expect(innerFirst(rules).map(({ meta }) => meta.id)).toEqual(expected);
});
