import type { CorrelationEntry, TimeSpan } from '#shared/ports/correlation-store.ts';

/** The time from the earliest entry to the latest. */
export function spanOf(entries: readonly [CorrelationEntry, ...CorrelationEntry[]]): TimeSpan {
  let fromMs = entries[0].timeEpochMs;
  let toMs = fromMs;
  for (const { timeEpochMs } of entries) {
    fromMs = Math.min(fromMs, timeEpochMs);
    toMs = Math.max(toMs, timeEpochMs);
  }
  return { fromMs, toMs };
}
