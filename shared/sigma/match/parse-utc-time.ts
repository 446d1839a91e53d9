const timeText = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** Read an ISO 8601 time as a date in UTC; `undefined` for any other text.
 *
 * Records from other tools have a space for the `T`, fractions down to nanoseconds, or an offset; without an offset the time
 * is UTC, as all of CloudTrail's are. A date alone is its midnight. */
export function parseUtcTime(text: string): Date | undefined {
  const [, day, hour = 0, minute = 0, second = 0, offset = 'Z'] = timeText.exec(text) ?? [];
  if (day === undefined || !isDay(day) || +hour > 23 || +minute > 59 || +second > 60) return undefined;
  const minutes = +hour * 60 + +minute - offsetMinutes(offset);
  return new Date(Date.parse(day) + (minutes * 60 + +second) * 1000);
}

/** The engine carries a 31 February over into March. */
function isDay(day: string): boolean {
  const ms = Date.parse(day);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}

function offsetMinutes(offset: string): number {
  if (offset === 'Z' || offset === 'z') return 0;
  const minutes = +offset.slice(1, 3) * 60 + +offset.slice(-2);
  return offset.startsWith('-') ? -minutes : minutes;
}
