import type { Call } from '../../samples/generator/call.ts';

/** A whole incident: what was called, and what Trailguard says of it. */
export interface Incident {
  /** Ends a sentence that begins with `is told as`. */
  readonly title: string;
  readonly steps: readonly Step[];
  /** Level and rule of each alert, by the time of its first record; nothing else may be said. */
  readonly alerts: readonly string[];
}

/** Calls one after the other. */
export interface Step {
  /** When the first is made: minutes after the incident began. */
  readonly minute: number;
  /** Seconds from one call to the next. */
  readonly gapSeconds: number;
  readonly calls: readonly Call[];
}

/** Some calls from a minute on, a few seconds apart unless it is said. */
export function from(minute: number, calls: readonly Call[], gapSeconds = 7): Step {
  return { minute, gapSeconds, calls };
}
