import fc from 'fast-check';
import { expect, it } from 'vitest';
import { closedSpan, closingTime } from '#shared/correlate/closing-time.ts';

const minuteMs = 60_000;
const waitMs = 15 * minuteMs;

it('the records of a deadline are those that have it, and no others', () => {
  const times = fc.integer({ min: 0, max: 2 ** 41 });
  const timespans = fc.integer({ min: 1, max: 100 * minuteMs });
  fc.assert(
    fc.property(times, timespans, (timeEpochMs, timespanMs) => {
      const dueMs = closingTime(timeEpochMs, timespanMs, waitMs);
      const { fromMs, toMs } = closedSpan(dueMs, timespanMs, waitMs);
      expect([timeEpochMs >= fromMs, timeEpochMs <= toMs]).toEqual([true, true]);
      const around = [fromMs - 1, fromMs, toMs, toMs + 1].map((time) => closingTime(time, timespanMs, waitMs) - dueMs);
      expect(around).toEqual([-minuteMs, 0, 0, minuteMs]);
    }),
  );
});
