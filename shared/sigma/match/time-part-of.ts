import type { TimePart } from '../ast.ts';

/** A part of a time in UTC: minute 0–59, hour 0–23, day 1–31, ISO week 1–53, month 1–12, or the year. */
export function timePartOf(time: Date, part: TimePart): number {
  switch (part) {
    case 'minute':
      return time.getUTCMinutes();
    case 'hour':
      return time.getUTCHours();
    case 'day':
      return time.getUTCDate();
    case 'week':
      return isoWeek(time);
    case 'month':
      return time.getUTCMonth() + 1;
    case 'year':
      return time.getUTCFullYear();
  }
}

const dayMs = 86_400_000;

/** ISO 8601: weeks start on Monday, and a week belongs to the year that has its Thursday. */
function isoWeek(time: Date): number {
  const weekday = time.getUTCDay() || 7;
  const thursday = new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate() + 4 - weekday));
  const yearStartMs = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - yearStartMs) / dayMs / 7) + 1;
}
