import type { CorrelationEntry } from '#shared/ports/correlation-store.ts';
import { createTally } from './create-tally.ts';
import type { WindowMeter } from './window-meter.ts';

/** Counts the different keys that the window's entries have. */
export function countDistinct(keysOf: (entry: CorrelationEntry) => readonly string[]): WindowMeter {
  const seen = createTally();
  return {
    add(entry) {
      for (const key of keysOf(entry)) seen.add(key);
    },
    read: () => seen.size,
    drop(entry) {
      for (const key of keysOf(entry)) seen.drop(key);
    },
  };
}
