import type { Rhythm } from '../calendar.ts';
import type { Call } from '../call.ts';
import type { Random } from '../random.ts';

/** Something that goes on in an ordinary week, in bursts of calls. */
export interface Activity {
  /** Bursts an hour. */
  readonly rhythm: Rhythm;
  /** Calls in a usual burst; together with the rhythm it gives the activity its share of the week. */
  readonly typicalCalls: number;
  /** Most time between two calls of a burst. */
  readonly gapMs: number;
  /** The calls of one burst, in order. */
  readonly burst: (random: Random, startMs: number) => readonly Call[];
}

/** Pick `count` members, repeats allowed, as people and programs do when they look around. */
export function pickSome<T>(random: Random, choices: readonly T[], count: number): readonly T[] {
  return Array.from({ length: count }, () => random.pick(choices));
}
