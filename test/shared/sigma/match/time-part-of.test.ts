import { describe, expect, it } from 'vitest';
import { timePartOf } from '#shared/sigma/match/time-part-of.ts';

describe('timePartOf', () => {
  it.each([
    ['2026-03-01T10:20:30Z', 'minute', 20],
    ['2026-03-01T10:20:30Z', 'hour', 10],
    ['2026-03-01T10:20:30Z', 'day', 1],
    ['2026-03-01T10:20:30Z', 'month', 3],
    ['2026-03-01T10:20:30Z', 'year', 2026],
    ['2026-01-01T00:00:00Z', 'week', 1],
    ['2026-01-04T23:59:59Z', 'week', 1],
    ['2026-01-05T00:00:00Z', 'week', 2],
    ['2021-01-03T12:00:00Z', 'week', 53],
    ['2024-12-30T00:00:00Z', 'week', 1],
    ['2020-12-31T00:00:00Z', 'week', 53],
  ] as const)('%s %s is %d', (time, part, expected) => {
    expect(timePartOf(new Date(time), part)).toBe(expected);
  });
});
