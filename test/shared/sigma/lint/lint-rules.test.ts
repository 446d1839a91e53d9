import { describe, expect, it } from 'vitest';
import { checks } from '#shared/sigma/lint/checks.ts';
import { lintRules } from '#shared/sigma/lint/lint-rules.ts';
import type { RuleSource } from '#shared/sigma/parse-rules.ts';

const sourceOf = (file: string, ...lines: readonly string[]): RuleSource => ({
  file,
  path: file,
  text: `${lines.join('\n')}\n`,
});

const rule = (title: string, ...detection: readonly string[]): readonly string[] => [
  `title: ${title}`,
  'logsource: { product: aws, service: cloudtrail }',
  'detection:',
  ...detection.map((line) => `  ${line}`),
];

const odd = (title: string): readonly string[] =>
  rule(title, 'a: { eventNme: x }', 'b: { eventSource: s3 }', 'condition: a');

describe('lintRules', () => {
  it('goes by files as given, then by lines', () => {
    const found = lintRules([sourceOf('z.yml', ...odd('Z')), sourceOf('a.yml', ...odd('A'))]);
    expect(found.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`)).toEqual([
      'z.yml:4:8 unknown-field',
      'z.yml:5:3 unused-selection',
      'z.yml:5:21 event-source',
      'a.yml:4:8 unknown-field',
      'a.yml:5:3 unused-selection',
      'a.yml:5:21 event-source',
    ]);
  });

  it('goes by columns within a line', () => {
    const found = lintRules([sourceOf('a.yml', ...rule('A', 'a: { eventSource: s3, eventNme: x }', 'condition: a'))]);
    expect(found.map(({ column, code }) => `${column} ${code}`)).toEqual(['21 event-source', '25 unknown-field']);
  });

  it('looks at each map of a list, and at keywords', () => {
    const maps = sourceOf('a.yml', ...rule('A', 'a: [{ eventNme: x }, { eventSource: s3 }]', 'condition: a'));
    const words = sourceOf('b.yml', ...rule('B', 'a: [x, "*"]', 'b: y', 'condition: a and b'));
    expect(lintRules([maps, words]).map(({ file, column, code }) => `${file} ${column} ${code}`)).toEqual([
      'a.yml 9 unknown-field',
      'a.yml 39 event-source',
      'b.yml 10 matches-anything',
    ]);
  });

  it('looks at a filter and a rule of one title', () => {
    const filter = ['title: A', 'logsource: { product: aws }', 'filter:', '  rules: any', '  s: { eventNme: x }'];
    const found = lintRules([sourceOf('a.yml', ...odd('A')), sourceOf('b.yml', ...filter, '  condition: not s')]);
    expect(found.filter(({ code }) => code === 'unknown-field').map(({ file }) => file)).toEqual(['a.yml', 'b.yml']);
  });

  it('leaves a correlation alone of whose rules one is unknown', () => {
    const correlation = ['title: C', 'correlation:', '  type: temporal', '  rules: [A, B]', '  timespan: 90d'];
    const base = sourceOf('a.yml', ...rule('A', 'a: { eventName: X }', 'condition: a'));
    expect(lintRules([base, sourceOf('c.yml', ...correlation)])).toEqual([]);
  });

  it('leaves rules with problems to the parser', () => {
    expect(lintRules([sourceOf('a.yml', ...odd('A'), 'level: hihg'), sourceOf('b.yml', ': [')])).toEqual([]);
  });

  it('leaves correlations of unknown rules to the parser', () => {
    const correlation = ['title: C', 'correlation:', '  type: temporal', '  rules: [A]', '  timespan: 90d'];
    const source = sourceOf('c.yml', ...correlation);
    expect(lintRules([source])).toEqual([]);
    const base = sourceOf('a.yml', ...rule('A', 'a: { eventName: X }', 'condition: a'));
    expect(lintRules([source, base])).toMatchObject([{ code: 'long-timespan' }]);
  });

  it('looks once at a rule that is stated twice', () => {
    const found = lintRules([sourceOf('a.yml', ...odd('A')), sourceOf('b.yml', ...odd('A'))]);
    expect(new Set(found.map(({ file }) => file))).toEqual(new Set(['a.yml']));
  });

  it('looks at filters', () => {
    const filter = ['title: F', 'logsource: { product: aws }', 'filter:', '  rules: any', '  s: { eventNme: x }'];
    const found = lintRules([sourceOf('a.yml', ...filter, '  condition: not s')]);
    expect(found).toMatchObject([{ line: 5, column: 8, code: 'unknown-field' }]);
  });

  it('takes the values of placeholders', () => {
    const source = sourceOf('a.yml', ...rule('A', 'a: { "eventSource|expand": "%sources%" }', 'condition: a'));
    expect(lintRules([source], { placeholders: { sources: ['iam.amazonaws.com', 's3'] } })).toMatchObject([
      { line: 4, column: 8, code: 'event-source' },
    ]);
  });

  it('places what one of several values of a placeholder is at the line', () => {
    const source = sourceOf('a.yml', ...rule('A', 'a: { "eventSource|expand": "%sources%" }', 'condition: a'));
    expect(lintRules([source], { placeholders: { sources: ['s3', 'iam.amazonaws.com'] } })).toMatchObject([
      { line: 4, column: 8, code: 'event-source' },
    ]);
  });

  it('gives each check a code of its own', () => {
    expect(new Set(checks.map(({ code }) => code)).size).toBe(checks.length);
  });
});
