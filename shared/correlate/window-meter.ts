import type { CorrelationEntry } from '#shared/ports/correlation-store.ts';
import { type CorrelationRule, type CorrelationType, correlationTypes } from '#shared/sigma/ast.ts';

/** Measures a window that slides over entries in time order, without going over the window anew at each step.
 *
 * Invariant: entries are added in order and dropped in the same order, so the window is always a run of the entries. */
export interface WindowMeter {
  /** Take in the next entry at the window's end. */
  add(entry: CorrelationEntry): void;
  /** What the window holds now: records, distinct values or rules. */
  read(): number;
  /** Give up the entry at the window's start. */
  drop(entry: CorrelationEntry): void;
}

/** How each correlation type is measured. A type that is not here is refused when rules are loaded. */
export const windowMeters: Partial<Record<CorrelationType, (rule: CorrelationRule) => WindowMeter>> = {
  event_count: () => countDistinct((entry) => [entry.evidence.eventID]),
  value_count: () => countDistinct((entry) => entry.values),
  temporal: () => countDistinct((entry) => [entry.ruleId]),
  temporal_ordered: (rule) => countRulesInOrder(rule.ruleIds),
};

/** The types of correlation that can be run. */
export const runnableTypes: readonly CorrelationType[] = correlationTypes.filter((type) =>
  Object.hasOwn(windowMeters, type),
);

function countDistinct(keysOf: (entry: CorrelationEntry) => readonly string[]): WindowMeter {
  const seen = new Map<string, number>();
  return {
    add(entry) {
      for (const key of keysOf(entry)) seen.set(key, (seen.get(key) ?? 0) + 1);
    },
    read: () => seen.size,
    drop(entry) {
      for (const key of keysOf(entry)) {
        const count = (seen.get(key) ?? 0) - 1;
        if (count > 0) seen.set(key, count);
        else seen.delete(key);
      }
    },
  };
}

/** Count how many of the rules, from the first on, the window shows in their order.
 *
 * CloudTrail's times have whole seconds, so two records of one second may have come in either order: equal times count as
 * in order. Taking the earliest fitting entry of each rule is enough, since an earlier one never leaves less room. */
function countRulesInOrder(ruleIds: readonly string[]): WindowMeter {
  const timesByRule = new Map<string, number[]>(ruleIds.map((id) => [id, []]));
  // Counted rather than shifted out: beyond some 50,000 elements a shift moves all that follow.
  const droppedByRule = new Map<string, number>();
  return {
    add(entry) {
      timesByRule.get(entry.ruleId)?.push(entry.timeEpochMs);
    },
    read() {
      const used = new Map<string, number>();
      let lastMs = Number.NEGATIVE_INFINITY;
      for (const [position, id] of ruleIds.entries()) {
        const times = timesByRule.get(id) ?? [];
        const next = firstAtOrAfter(times, lastMs, used.get(id) ?? droppedByRule.get(id) ?? 0);
        const time = times[next];
        if (time === undefined) return position;
        used.set(id, next + 1);
        lastMs = time;
      }
      return ruleIds.length;
    },
    drop(entry) {
      droppedByRule.set(entry.ruleId, (droppedByRule.get(entry.ruleId) ?? 0) + 1);
    },
  };
}

/** The first index from `from` on whose time is not before `timeMs`; the length when there is none. */
function firstAtOrAfter(times: readonly number[], timeMs: number, from: number): number {
  let low = from;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
