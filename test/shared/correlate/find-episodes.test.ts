import { describe, expect, it } from 'vitest';
import { findEpisodes } from '#shared/correlate/find-episodes.ts';
import type { CorrelationEntry } from '#shared/ports/correlation-store.ts';
import type { Condition, CorrelationRule, CorrelationType, Threshold } from '#shared/sigma/ast.ts';
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
    expect(outline(range, at(0, 10, 200, 210, 220))).toEqual(['0–10, 2']);
  });
});

describe('thresholds are asked of maximal windows alone', () => {
  const burst = at(...Array.from({ length: 50 }, (_, second) => second));
  const asking = (operator: Threshold['operator'], value: number): CorrelationRule =>
    correlationOf({ thresholds: [{ operator, value }] });

  it.each<[string, CorrelationRule, readonly CorrelationEntry[], readonly string[]]>([
    ['eq does not hold for the tail of a burst', asking('eq', 5), burst, []],
    ['eq holds for a window of just so many', asking('eq', 5), at(0, 1, 2, 3, 4), ['0–4, 5']],
    ['eq holds for a window that a later record starts', asking('eq', 5), [...burst, ...at(106)], ['46–106, 5']],
    ['lt does not hold for the tail of a burst', asking('lt', 5), burst, []],
    ['lt holds for records that stay alone', asking('lt', 2), at(0, 61, 122), ['0–0, 1', '61–61, 1', '122–122, 1']],
    ['lte holds for a quiet stretch beside a burst', asking('lte', 1), [...at(0), ...at(100, 101, 102)], ['0–0, 1']],
    ['neq does not hold for the tail of a burst', asking('neq', 50), burst, []],
    ['gte holds with all that it held with before', asking('gte', 3), burst, ['0–49, 50']],
  ])('%s', (_, rule, entries, expected) => {
    expect(outline(rule, entries)).toEqual(expected);
  });
});

describe('measures that do not grow with the window', () => {
  const moving = (seconds: number, bytes: number): CorrelationEntry => entryAt(seconds, { values: [String(bytes)] });
  const asking = (type: CorrelationType, operator: Threshold['operator'], value: number): CorrelationRule =>
    correlationOf({ type, fields: ['bytes'], percentile: 90, thresholds: [{ operator, value }] });
  const calm = [moving(0, 0), moving(1, 0), moving(2, 0)];
  const large = [moving(58, 100), moving(59, 100)];

  it.each<[string, CorrelationRule, readonly CorrelationEntry[], readonly string[]]>([
    ['a mean is that of whole windows', asking('value_avg', 'gt', 90), [...calm, ...large], []],
    [
      'a mean holds once the calm before is a timespan away',
      asking('value_avg', 'gt', 90),
      [...calm, ...large, moving(63, 100)],
      ['58–63, 100'],
    ],
    ['a median is that of whole windows', asking('value_median', 'gte', 100), [...calm, ...large], []],
    [
      'a percentile sees the few large ones',
      asking('value_percentile', 'gte', 100),
      [...calm, ...large],
      ['0–59, 100'],
    ],
    [
      'a sum that falls below is no sum above',
      asking('value_sum', 'gt', 50),
      [moving(0, -80), ...large],
      ['0–59, 120'],
    ],
    ['a sum that is taken back does not hold', asking('value_sum', 'gt', 50), [...large, moving(60, -180)], []],
    ['a low mean holds', asking('value_avg', 'lt', 1), calm, ['0–2, 0']],
    ['without a number none holds', asking('value_avg', 'lt', 1), [entryAt(0, { values: ['many'] })], []],
    ['nor does a sum of none', asking('value_sum', 'lte', 0), [entryAt(0)], []],
  ])('%s', (_, rule, entries, expected) => {
    expect(outline(rule, entries)).toEqual(expected);
  });
});

describe('a condition over rules', () => {
  const a: Condition = { kind: 'selection', name: 'a' };
  const b: Condition = { kind: 'selection', name: 'b' };
  const c: Condition = { kind: 'selection', name: 'c' };
  const asking = (ruleCondition: Condition): CorrelationRule =>
    correlationOf({ type: 'temporal', ruleIds: ['a', 'b', 'c'], thresholds: [], ruleCondition });
  const of = (seconds: number, ruleId: string): CorrelationEntry => entryAt(seconds, { ruleId });
  const aWithoutB = asking({ kind: 'all', of: [a, { kind: 'not', of: b }] });
  const oneAndC = asking({ kind: 'all', of: [{ kind: 'any', of: [a, b] }, c] });

  it.each<[string, CorrelationRule, readonly CorrelationEntry[], readonly string[]]>([
    ['and: both are there', asking({ kind: 'all', of: [a, b] }), [of(0, 'b'), of(60, 'a')], ['0–60, 2']],
    ['and: they are too far apart', asking({ kind: 'all', of: [a, b] }), [of(0, 'b'), of(61, 'a')], []],
    ['or: the first is there', oneAndC, [of(0, 'a'), of(60, 'c')], ['0–60, 2']],
    ['or: the second is there', oneAndC, [of(0, 'b'), of(60, 'c')], ['0–60, 2']],
    ['or: none is there', oneAndC, [of(0, 'c'), of(60, 'c')], []],
    ['not: it is absent', aWithoutB, [of(0, 'a'), of(5, 'a')], ['0–5, 1']],
    ['not: it comes at the last moment of the timespan', aWithoutB, [of(0, 'a'), of(60, 'b')], []],
    ['not: it comes after the timespan', aWithoutB, [of(0, 'a'), of(61, 'b')], ['0–0, 1']],
    ['not: it came a timespan before', aWithoutB, [of(0, 'b'), of(60, 'a')], []],
    ['not: it came more than a timespan before', aWithoutB, [of(0, 'b'), of(61, 'a')], ['61–61, 1']],
    ['not: the tail after it is no window of its own', aWithoutB, [of(0, 'a'), of(5, 'b'), of(10, 'a')], []],
    ['not: what is absent is not asked for by itself', aWithoutB, [of(0, 'c')], []],
  ])('%s', (_, rule, entries, expected) => {
    expect(outline(rule, entries)).toEqual(expected);
  });
});
