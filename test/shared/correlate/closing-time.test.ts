import { describe, expect, it } from 'vitest';
import { closedSpan, closingTime, waitOf } from '#shared/correlate/closing-time.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { correlationOf, metaOf } from './correlation-helpers.ts';

const minuteMs = 60_000;
const waitMs = 15 * minuteMs;

describe('when windows have closed', () => {
  it.each([
    ['a whole minute stays', 0, 16],
    ['the next moment is rounded up', 1, 17],
    ['the last moment of a minute is', minuteMs - 1, 17],
    ['the minute itself stays', minuteMs, 17],
  ])('%s', (_, timeEpochMs, minutes) => {
    expect(closingTime(timeEpochMs, minuteMs, waitMs)).toBe(minutes * minuteMs);
  });

  it.each([
    ['of a minute', 16, minuteMs, -minuteMs + 1, 0],
    ['of the next', 17, minuteMs, 1, minuteMs],
    ['of a longer timespan', 30, 10 * minuteMs, 4 * minuteMs + 1, 5 * minuteMs],
  ])('the records %s are those that it is the closing time of', (_, dueMinutes, timespanMs, fromMs, toMs) => {
    expect(closedSpan(dueMinutes * minuteMs, timespanMs, waitMs)).toEqual({ fromMs, toMs });
  });
});

describe('how long windows wait', () => {
  const rule = (id: string, ruleIds: readonly string[], operator: 'gte' | 'eq', minutes: number): CorrelationRule =>
    correlationOf({
      meta: metaOf(id),
      ruleIds,
      timespanMs: minutes * minuteMs,
      thresholds: [{ operator, value: 1 }],
    });

  it.each<[string, readonly CorrelationRule[], number]>([
    ['over rules: for late records', [rule('outer', ['base'], 'eq', 5)], 15],
    ['over what is found at once: no longer', [rule('outer', ['a'], 'eq', 5), rule('a', ['base'], 'gte', 7)], 15],
    [
      'over what waits: until that has been judged',
      [rule('outer', ['a'], 'gte', 5), rule('a', ['base'], 'eq', 7)],
      15 + 7 + 15 + 1,
    ],
    [
      'over several: until the last of them has been',
      [rule('outer', ['a', 'b', 'base'], 'eq', 5), rule('a', ['base'], 'eq', 7), rule('b', ['base'], 'eq', 3)],
      15 + 7 + 15 + 1,
    ],
    [
      'over what is found at once from what waits: until that has been',
      [rule('outer', ['a'], 'eq', 5), rule('a', ['b'], 'gte', 7), rule('b', ['base'], 'eq', 3)],
      15 + 3 + 15 + 1,
    ],
    [
      'over what waits for what waits: until both have been',
      [rule('outer', ['a'], 'eq', 5), rule('a', ['b'], 'eq', 7), rule('b', ['base'], 'eq', 3)],
      15 + 7 + (15 + 3 + 15 + 1) + 1,
    ],
  ])('%s', (_, rules, minutes) => {
    const byId = new Map(rules.map((each) => [each.meta.id, each]));
    expect(rules.slice(0, 1).map((outer) => waitOf(outer, byId) / minuteMs)).toEqual([minutes]);
  });
});
