import { expect, it } from 'vitest';
import { describeOldCall } from '#shared/respond/describe-old-call.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const nowMs = Date.parse('2026-03-09T12:00:00Z');

it.each<[string, string | undefined, string | undefined]>([
  ['of this moment', '2026-03-09T12:00:00Z', undefined],
  ['just as old as it may be', '2026-03-09T11:00:00.000Z', undefined],
  ['from a clock that is ahead', '2026-03-09T12:05:00Z', undefined],
  ['a moment too old', '2026-03-09T10:59:59.999Z', 'the call is 60m old'],
  ['of hours ago', '2026-03-09T09:30:00Z', 'the call is 2h old'],
  ['of a day and a half ago', '2026-03-08T00:00:00Z', 'the call is 36h old'],
  ['of days ago', '2026-03-01T12:00:00Z', 'the call is 8d old'],
  ['without a time', undefined, 'it is not known when the call was made'],
  ['with a time that is none', 'yesterday', 'it is not known when the call was made'],
])('a call %s', (_, eventTime, expected) => {
  const told = describeOldCall(eventTime === undefined ? {} : { eventTime }, { freshMs: hourMs, nowMs });
  expect(told).toBe(
    expected === undefined ? undefined : `${expected}: how the resource is now may be somebody else's doing since`,
  );
});

it('is told in seconds where minutes are too long', () => {
  const eventTime = new Date(nowMs - 90_000).toISOString();
  expect(describeOldCall({ eventTime }, { freshMs: minuteMs, nowMs })).toMatch(/^the call is 90s old/);
});
