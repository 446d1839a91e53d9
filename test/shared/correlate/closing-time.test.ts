import { describe, expect, it } from 'vitest';
import { closingTime, waitOf } from '#shared/correlate/closing-time.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { correlationOf, metaOf } from './correlation-helpers.ts';

const minuteMs = 60_000;
const waitMs = 15 * minuteMs;

describe('when windows have closed', () => {
  it.each([
    ['of its last moment, and the wait', 0, minuteMs, 1 + 1 + 15],
    ['of the next minute: a minute later', 1, minuteMs, 2 + 1 + 15],
    ['of a longer timespan: so much later', 0, 10 * minuteMs, 1 + 10 + 15],
    ['that end within a minute: at its end', 0, 10_000, 1 + 1 + 15],
  ])('a minute is closed after the windows %s', (_, minute, timespanMs, minutes) => {
    const span = { fromMs: minute * minuteMs, toMs: (minute + 1) * minuteMs - 1 };
    expect(closingTime(span, timespanMs, waitMs)).toBe(minutes * minuteMs);
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
