/** `2026-03-01T09:30:00Z`, and what tools make of it: a space for the `T`, fractions down to nanoseconds, an offset,
 * no zone at all. */
const isoTime =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?(?:Z|UTC|([+-])(\d\d):?(\d\d)))?$/i;

/** As CloudTrail itself writes it: nearly every record, so it is read the short way. */
const usualTime = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The time in epoch milliseconds UTC, or `undefined` when the text is not a time.
 *
 * CloudTrail writes UTC, so a time without a zone is UTC, never the reader's own zone. Fractions below a millisecond
 * are cut. Bare numbers are not times: seconds and milliseconds cannot be told apart for certain.
 * @see CloudTrail record contents, `eventTime` */
export function parseEventTime(text: string): number | undefined {
  if (usualTime.test(text)) {
    const timeMs = Date.parse(text);
    // Date.parse rolls 31 April over into May, and takes 24:00.
    if (new Date(timeMs).getUTCDate() === Number(text.slice(8, 10))) return timeMs;
  }
  const parts = isoTime.exec(text.trim());
  if (parts === null) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const [hour, minute, second] = [Number(parts[4]), Number(parts[5]), Number(parts[6])];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const dayMs = Date.UTC(year, month - 1, day);
  // Date.UTC rolls 31 April over into May, and reads the years 0 to 99 as 1900 to 1999.
  const date = new Date(dayMs);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;

  const milliseconds = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const offsetMinutes = Number(parts[9] ?? 0) * 60 + Number(parts[10] ?? 0);
  const offsetMs = (parts[8] === '-' ? -1 : 1) * offsetMinutes * 60_000;
  return dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds - offsetMs;
}
