/** The sample's week begins on a Monday, 2026-03-02T00:00:00Z; no clock is read anywhere. */
export const weekStartMs: number = Date.UTC(2026, 2, 2);
export const minuteMs: number = 60_000;
export const hourMs: number = 60 * minuteMs;
export const dayMs: number = 24 * hourMs;

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** A day of the sample's first week. */
export type Weekday = (typeof weekdays)[number];

/** One hour of the week: `weekday` 0 is Monday, `hour` is UTC. */
export interface Hour {
  readonly weekday: number;
  readonly hour: number;
}

/** The hour of the week that a time falls into. */
export function hourOf(timeMs: number): Hour {
  const sinceStartMs = timeMs - weekStartMs;
  return { weekday: Math.floor(sinceStartMs / dayMs) % 7, hour: Math.floor((sinceStartMs % dayMs) / hourMs) };
}

/** The time of a scripted record, epoch milliseconds.
 * @param clock `HH:MM:SS`, UTC */
export function timeOn(weekday: Weekday, clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return weekStartMs + weekdays.indexOf(weekday) * dayMs + hours * hourMs + minutes * minuteMs + seconds * 1000;
}

/** How often something happens in a given hour; only the proportions between activities count. */
export type Rhythm = (hour: Hour) => number;

/** Around the clock, at weekends as well. */
export function allDay(times: number): Rhythm {
  return () => times;
}

/** Monday to Friday, 8 to 18 o'clock in the office (UTC+1), with a dip at noon. */
export function officeHours(times: number): Rhythm {
  return ({ weekday, hour }) => {
    if (weekday > 4 || hour < 7 || hour > 16) return 0;
    return hour === 11 || hour === 16 ? times / 2 : times;
  };
}

/** In the named hours (UTC) of each day. */
export function atHours(hours: readonly number[], times: number): Rhythm {
  return ({ hour }) => (hours.includes(hour) ? times : 0);
}

/** Both rhythms together. */
export function either(first: Rhythm, second: Rhythm): Rhythm {
  return (hour) => first(hour) + second(hour);
}

/** `2026-03-02T07:15:09Z`, as CloudTrail writes times. */
export function formatTime(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}
