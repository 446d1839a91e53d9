import type { Call } from '../../../samples/generator/call.ts';
import type { Random } from '../../../samples/generator/random.ts';

/** The calls of one run of something, in order.
 * @param startMs epoch milliseconds */
export type Run = (random: Random, startMs: number) => readonly Call[];

/** Work that comes with its own gaps between calls. */
export interface Work {
  readonly run: Run;
  /** Most time between two calls. */
  readonly gapMs: number;
}
