import { describe, expect, it } from 'vitest';
import { byTimeThenId, findEpisodes } from '#shared/correlate/find-episodes.ts';
import type { CorrelationEntry } from '#shared/ports/correlation-store.ts';
import type { CorrelationRule, Threshold } from '#shared/sigma/ast.ts';
import { correlationOf, entryAt } from './correlation-helpers.ts';

const asking = (...thresholds: readonly Threshold[]): CorrelationRule => correlationOf({ thresholds });
const at = (...seconds: readonly number[]): readonly CorrelationEntry[] => seconds.map((second) => entryAt(second));
const firstSeconds = (
  rule: CorrelationRule,
  entries: readonly CorrelationEntry[],
  [from, to]: readonly [number, number],
): readonly number[] =>
  findEpisodes(rule, entries, { fromMs: from * 1000, toMs: to * 1000 }).map(
    (episode) => episode.entries[0].timeEpochMs / 1000,
  );

describe('windows that are asked', () => {
  const alone = asking({ operator: 'gte', value: 1 });
  it.each<[string, readonly [number, number], readonly number[]]>([
    ['start from the first moment on', [100, 250], [100, 200]],
    ['not before it', [100.001, 250], [200]],
    ['start up to the last moment', [50, 200], [100, 200]],
    ['not after it', [50, 199.999], [100]],
  ])('%s', (_, span, expected) => {
    expect(firstSeconds(alone, at(0, 100, 200, 300), span)).toEqual(expected);
  });

  it('are filled with what comes after the last moment', () => {
    expect(firstSeconds(asking({ operator: 'gte', value: 3 }), at(0, 1, 2), [0, 0])).toEqual([0]);
  });
});

describe('an episode of several windows', () => {
  it.each<[string, readonly number[]]>([
    ['first', [0, 1, 2, 3, 62.9, 63.1, 63.2]],
    ['last', [0, 1, 2, 61.5, 62.1, 62.2, 62.3]],
  ])('has the peak of the fullest, also when it comes %s', (_, seconds) => {
    expect(findEpisodes(asking({ operator: 'gte', value: 3 }), at(...seconds)).map(({ peak }) => peak)).toEqual([4]);
  });
});

describe('the crossing', () => {
  it('is where all thresholds are met', () => {
    const range = asking({ operator: 'lt', value: 4 }, { operator: 'gte', value: 2 });
    expect(findEpisodes(range, at(0, 1, 2)).map(({ crossedMs }) => crossedMs)).toEqual([1000]);
  });

  it('is not where there is nothing to measure yet', () => {
    const sum = correlationOf({ type: 'value_sum', fields: ['bytes'], thresholds: [{ operator: 'neq', value: 3 }] });
    const entries = [entryAt(0), entryAt(1, { values: ['5'] })];
    expect(findEpisodes(sum, entries).map(({ crossedMs }) => crossedMs)).toEqual([1000]);
  });
});

it.each<[Threshold['operator'], number, boolean]>([
  ['lt', 2, false],
  ['lt', 3, true],
  ['lte', 1, false],
  ['lte', 2, true],
  ['lte', 3, true],
  ['gt', 1, true],
  ['gt', 2, false],
  ['gte', 2, true],
  ['gte', 3, false],
  ['eq', 2, true],
  ['eq', 3, false],
  ['neq', 2, false],
  ['neq', 3, true],
])('two records are %s %i: %s', (operator, value, expected) => {
  expect(findEpisodes(asking({ operator, value }), at(0, 1))).toHaveLength(expected ? 1 : 0);
});

it.each([
  ['time', entryAt(0, { entryId: 'b' }), entryAt(1, { entryId: 'a' }), -1000],
  ['id, in one moment', entryAt(0, { entryId: 'a' }), entryAt(0, { entryId: 'b' }), -1],
  ['id, the other way round', entryAt(0, { entryId: 'b' }), entryAt(0, { entryId: 'a' }), 1],
  ['nothing, when they are one', entryAt(0, { entryId: 'a' }), entryAt(0, { entryId: 'a' }), 0],
])('records are ordered by %s', (_, a, b, expected) => {
  expect(byTimeThenId(a, b)).toBe(expected);
});
