import { describe, expect, it } from 'vitest';
import { ceilMinute, minutesOf } from '#shared/correlate/minutes.ts';

const minuteMs = 60_000;

describe('the whole minute that is not before', () => {
  it.each([
    ['a whole minute is that', minuteMs, minuteMs],
    ['the moment after it is the next', minuteMs + 1, 2 * minuteMs],
    ['the last moment of a minute is the next', 2 * minuteMs - 1, 2 * minuteMs],
    ['a part of a millisecond after it is the next', minuteMs + 0.5, 2 * minuteMs],
    ['the epoch is the epoch', 0, 0],
  ])('%s', (_, timeEpochMs, expected) => {
    expect(ceilMinute(timeEpochMs)).toBe(expected);
  });
});

describe('the minutes of times', () => {
  const minute = (number: number): object => ({ fromMs: number * minuteMs, toMs: (number + 1) * minuteMs - 1 });

  it.each<[string, readonly number[], readonly object[]]>([
    ['none', [], []],
    ['one', [90_000], [minute(1)]],
    ['one, for its first and its last moment', [minuteMs, 2 * minuteMs - 1], [minute(1)]],
    ['each once, in the order of their first times', [130_000, 5, 131_000, 6], [minute(2), minute(0)]],
    ['the next one, from its first moment on', [2 * minuteMs - 1, 2 * minuteMs], [minute(1), minute(2)]],
    ['those before the epoch too', [-1], [minute(-1)]],
  ])('%s', (_, times, expected) => {
    expect(minutesOf(times)).toEqual(expected);
  });
});
