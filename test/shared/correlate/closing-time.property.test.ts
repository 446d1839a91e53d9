import fc from 'fast-check';
import { expect, it } from 'vitest';
import { closingTime } from '#shared/correlate/closing-time.ts';
import { minutesOf } from '#shared/correlate/minutes.ts';

const minuteMs = 60_000;

it('a record is judged when all windows with it have closed, at a whole minute, and no more than a minute and a bit later', () => {
  const times = fc.integer({ min: 0, max: 2 ** 41 });
  const durations = fc.integer({ min: 1, max: 100 * minuteMs });
  fc.assert(
    fc.property(times, durations, durations, (timeEpochMs, timespanMs, waitMs) => {
      for (const minute of minutesOf([timeEpochMs])) {
        const dueMs = closingTime(minute, timespanMs, waitMs);
        const closedMs = timeEpochMs + timespanMs + waitMs;
        expect([dueMs % minuteMs, dueMs >= closedMs, dueMs < closedMs + 2 * minuteMs]).toEqual([0, true, true]);
      }
    }),
  );
});
