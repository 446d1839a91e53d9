import { expect, test } from 'vitest';
import { parseEventTime } from '#shared/cloudtrail/event-time.ts';

const noon = Date.UTC(2026, 2, 1, 12, 0, 0);

test.each([
  ['as CloudTrail writes it', '2026-03-01T12:00:00Z', noon],
  ['a space for the T', '2026-03-01 12:00:00', noon],
  ['no zone: UTC, never local time', '2026-03-01T12:00:00', noon],
  ['milliseconds', '2026-03-01T12:00:00.250Z', noon + 250],
  ['a tenth', '2026-03-01T12:00:00.2Z', noon + 200],
  ['nanoseconds, cut', '2026-03-01 12:00:00.123999999', noon + 123],
  ['an offset east', '2026-03-01T14:30:00+02:30', noon],
  ['an offset west, without colon', '2026-03-01T05:00:00-0700', noon],
  ['the word UTC', '2026-03-01 12:00:00 UTC', noon],
  ['lower case and white space around', ' 2026-03-01t12:00:00z\n', noon],
  ['a leap day', '2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
  ['a leap day in another year', '2026-02-29T00:00:00Z', undefined],
  ['a day too many', '2026-04-31T00:00:00Z', undefined],
  ['a month too many', '2026-13-01T00:00:00Z', undefined],
  ['an hour too many', '2026-03-01T24:00:00Z', undefined],
  ['a date alone', '2026-03-01', undefined],
  ['dots', '...', undefined],
  ['nothing', '', undefined],
  ['a number of seconds', '1772366400', undefined],
  ['text behind it', '2026-03-01T12:00:00Z; DROP', undefined],
  ['a year below 100', '0026-03-01T12:00:00Z', undefined],
])('%s', (_name, text, expected) => {
  expect(parseEventTime(text)).toBe(expected);
});
