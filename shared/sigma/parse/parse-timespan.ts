/** Seconds of each unit; a month and a year are those of pySigma, means over the Gregorian calendar. */
const unitSeconds: ReadonlyMap<string, number> = new Map([
  ['s', 1],
  ['m', 60],
  ['h', 3_600],
  ['d', 86_400],
  ['w', 604_800],
  ['M', 2_629_746],
  ['y', 31_556_952],
]);

/** A timespan such as `10m` in milliseconds; `undefined` when it is none, or nothing. */
export function parseTimespan(text: string): number | undefined {
  const count = /^\d{1,9}.$/.test(text) ? Number(text.slice(0, -1)) : 0;
  const timespanMs = count * (unitSeconds.get(text.slice(-1)) ?? 0) * 1000;
  return timespanMs > 0 && Number.isSafeInteger(timespanMs) ? timespanMs : undefined;
}
