import { describe, expect, it } from 'vitest';
import { findEpisodes } from '#shared/correlate/find-episodes.ts';
import type { CorrelationEntry } from '#shared/ports/correlation-store.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { correlationOf, entryAt } from './correlation-helpers.ts';

/** Episodes as `first–last seconds, peak`. */
const outline = (rule: CorrelationRule, entries: readonly CorrelationEntry[]): readonly string[] =>
  findEpisodes(rule, entries).map(({ entries: [first, ...rest], peak }) => {
    const last = rest.at(-1) ?? first;
    return `${first.timeEpochMs / 1000}–${last.timeEpochMs / 1000}, ${peak}`;
  });

const at = (...seconds: readonly number[]): readonly CorrelationEntry[] => seconds.map((second) => entryAt(second));

describe('event_count, three within a minute', () => {
  it.each<[string, readonly CorrelationEntry[], readonly string[]]>([
    ['two are too few', at(0, 10), []],
    ['three in a minute', at(0, 10, 20), ['0–20, 3']],
    ['the window holds its last moment', at(0, 30, 60), ['0–60, 3']],
    ['a second more is too late', at(0, 30, 61), []],
    ['more of them stay one episode', at(0, 10, 20, 30, 40), ['0–40, 5']],
    ['a slow burst is one episode as long as each window holds', at(0, 20, 40, 60, 80, 100), ['0–100, 4']],
    ['a minute of quiet or less continues it', at(0, 1, 2, 62, 63, 64), ['0–64, 3']],
    ['more than a minute of quiet ends it', at(0, 1, 2, 63, 64, 65), ['0–2, 3', '63–65, 3']],
    ['records that no window needs are left out', at(0, 100, 101, 102, 300), ['100–102, 3']],
    ['one record under two ids of entries counts once', [entryAt(0), entryAt(0, { entryId: 'x' }), entryAt(5)], []],
  ])('%s', (_, entries, expected) => {
    expect(outline(correlationOf(), entries)).toEqual(expected);
  });
});

describe('value_count counts different values', () => {
  const rule = correlationOf({ type: 'value_count', fields: ['instance'] });
  const naming = (seconds: number, ...values: readonly string[]): CorrelationEntry => entryAt(seconds, { values });

  it.each<[string, readonly CorrelationEntry[], readonly string[]]>([
    ['one record that names three', [naming(0, 'a', 'b', 'c')], ['0–0, 3']],
    ['three records that name one each', [naming(0, 'a'), naming(5, 'b'), naming(9, 'c')], ['0–9, 3']],
    ['the same value again adds nothing', [naming(0, 'a'), naming(5, 'a'), naming(9, 'a'), naming(12, 'b')], []],
    [
      'a value stays until its last record leaves the window',
      [naming(0, 'a'), naming(50, 'a'), naming(61, 'b', 'c')],
      ['50–61, 3'],
    ],
  ])('%s', (_, entries, expected) => {
    expect(outline(rule, entries)).toEqual(expected);
  });
});

describe('temporal wants every rule', () => {
  const rule = correlationOf({ type: 'temporal', ruleIds: ['a', 'b'], thresholds: [] });
  const of = (seconds: number, ruleId: string): CorrelationEntry => entryAt(seconds, { ruleId });

  it.each<[string, readonly CorrelationEntry[], readonly string[]]>([
    ['in one order', [of(0, 'a'), of(10, 'b')], ['0–10, 2']],
    ['in the other', [of(0, 'b'), of(10, 'a')], ['0–10, 2']],
    ['not one of them twice', [of(0, 'a'), of(10, 'a')], []],
    ['not too far apart', [of(0, 'a'), of(61, 'b')], []],
  ])('%s', (_, entries, expected) => {
    expect(outline(rule, entries)).toEqual(expected);
  });
});

describe('temporal_ordered wants every rule in its order', () => {
  const rule = correlationOf({ type: 'temporal_ordered', ruleIds: ['a', 'b', 'c'], thresholds: [] });
  const of = (seconds: number, ruleId: string): CorrelationEntry => entryAt(seconds, { ruleId });

  it.each<[string, readonly CorrelationEntry[], readonly string[]]>([
    ['in order', [of(0, 'a'), of(1, 'b'), of(2, 'c')], ['0–2, 3']],
    ['out of order', [of(0, 'b'), of(1, 'a'), of(2, 'c')], []],
    ['with others between', [of(0, 'a'), of(1, 'c'), of(2, 'b'), of(3, 'a'), of(4, 'c')], ['0–4, 3']],
    ['within one second any order counts', [of(0, 'c'), of(0, 'b'), of(0, 'a')], ['0–0, 3']],
    [
      'an early start that leads nowhere does no harm',
      [of(0, 'a'), of(50, 'a'), of(70, 'b'), of(100, 'c')],
      ['50–100, 3'],
    ],
  ])('%s', (_, entries, expected) => {
    expect(outline(rule, entries)).toEqual(expected);
  });

  it('wants two records where a rule is named twice', () => {
    const twice = correlationOf({ type: 'temporal_ordered', ruleIds: ['a', 'a'], thresholds: [] });
    expect(outline(twice, [of(0, 'a')])).toEqual([]);
    expect(outline(twice, [of(0, 'a'), of(1, 'a')])).toEqual(['0–1, 2']);
  });
});

describe('thresholds', () => {
  it.each([
    ['gt', 2, true],
    ['gt', 3, false],
    ['gte', 3, true],
    ['lt', 4, true],
    ['lt', 1, false],
    ['lte', 3, true],
    ['eq', 3, true],
    ['neq', 0, true],
  ] as const)('%s %d', (operator, value, expected) => {
    const rule = correlationOf({ thresholds: [{ operator, value }] });
    expect(findEpisodes(rule, at(0, 10, 20)).length > 0).toBe(expected);
  });

  it('hold together when there are two', () => {
    const range = correlationOf({
      thresholds: [
        { operator: 'gte', value: 2 },
        { operator: 'lte', value: 2 },
      ],
    });
    expect(outline(range, at(0, 10, 200, 210, 220))).toEqual(['0–10, 2', '210–220, 2']);
  });
});
