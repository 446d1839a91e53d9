import type { CorrelationEntry } from '#shared/ports/correlation-store.ts';

/** Measures a window that slides over entries in time order, without going over the window anew at each step.
 *
 * Invariant: entries are added in order and dropped in the same order, so the window is always a run of the entries. */
export interface WindowMeter {
  /** Take in the next entry at the window's end. */
  add(entry: CorrelationEntry): void;
  /** What the window holds now; `undefined` when there is nothing to measure, which meets no threshold. */
  read(): number | undefined;
  /** Give up the entry at the window's start. */
  drop(entry: CorrelationEntry): void;
}
