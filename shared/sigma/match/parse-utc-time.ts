const timeText = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** Read an ISO 8601 time as a date in UTC; `undefined` for any other text.
 *
 * Records from other tools have a space for the `T`, fractions down to nanoseconds, or an offset; without an offset the time
 * is UTC, as all of CloudTrail's are. A date alone is its midnight. */
export function parseUtcTime(text: string): Date | undefined {
  const [, year, month, day, hour = '0', minute = '0', second = '0', offset = 'Z'] = timeText.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const time = new Date(Date.UTC(+year, +month - 1, +day, +hour, +minute, +second));
  // Date.UTC carries a 31 February over into March, and reads the years 0 to 99 as 1900 to 1999: neither was written.
  const isAsWritten =
    time.getUTCFullYear() === +year && time.getUTCMonth() === +month - 1 && time.getUTCDate() === +day;
  if (!isAsWritten || +hour > 23 || +minute > 59 || +second > 60) return undefined;
  return new Date(time.getTime() - offsetMinutes(offset) * 60_000);
}

function offsetMinutes(offset: string): number {
  if (offset === 'Z' || offset === 'z') return 0;
  const minutes = +offset.slice(1, 3) * 60 + +offset.slice(-2);
  return offset.startsWith('-') ? -minutes : minutes;
}
