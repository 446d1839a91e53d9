import type { TimeSpan } from '#shared/ports/correlation-store.ts';

/** Deadlines stand at whole minutes, so that those of one minute are one. */
export const minuteMs = 60_000;

/** The first whole minute that is not before a time. */
export function ceilMinute(timeEpochMs: number): number {
  return Math.ceil(timeEpochMs / minuteMs) * minuteMs;
}

/** The minutes that times lie in, each once. */
export function minutesOf(timesEpochMs: readonly number[]): readonly TimeSpan[] {
  const starts = new Set(timesEpochMs.map((time) => Math.floor(time / minuteMs) * minuteMs));
  return [...starts].map((fromMs) => ({ fromMs, toMs: fromMs + minuteMs - 1 }));
}
