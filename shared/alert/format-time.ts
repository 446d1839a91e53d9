import { cleanValue } from './clean-text.ts';

/** A moment as people read it: `2026-03-12 12:01:33 UTC`. Text that is no ISO 8601 UTC time is shown as it is, cleaned. */
export function formatMoment(isoTime: string): string {
  const parts = partsOf(isoTime);
  return parts === undefined ? cleanValue(isoTime) : `${parts.date} ${parts.time} UTC`;
}

/** A stretch of time with the date told once: `2026-03-12 12:01:33 to 12:04:10 UTC`. */
export function formatSpan(from: string, to: string): string {
  if (from === to) return formatMoment(from);
  const [first, last] = [partsOf(from), partsOf(to)];
  if (first === undefined || last === undefined) return `${formatMoment(from)} to ${formatMoment(to)}`;
  const end = first.date === last.date ? last.time : `${last.date} ${last.time}`;
  return `${first.date} ${first.time} to ${end} UTC`;
}

function partsOf(isoTime: string): { readonly date: string; readonly time: string } | undefined {
  const [, date, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/.exec(isoTime) ?? [];
  return date === undefined || time === undefined ? undefined : { date, time };
}
