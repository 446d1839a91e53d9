import type { WindowMeter } from './window-meter.ts';

/** Counts how many of the rules, from the first on, the window shows in their order.
 *
 * CloudTrail's times have whole seconds, so two records of one second may have come in either order: equal times count as
 * in order. Taking the earliest fitting entry of each rule is enough, since an earlier one never leaves less room. */
export function countRulesInOrder(ruleIds: readonly string[]): WindowMeter {
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
