import type { CorrelationEntry, CorrelationGroup, CorrelationStore } from '#shared/ports/correlation-store.ts';

/** Limits of a store that lives long, such as that of a warm Lambda. */
export interface MemoryCorrelationStoreOptions {
  /** Most groups to remember; the group that was added to longest ago is forgotten first. */
  readonly maxGroups: number;
  /** Entries older than the group's newest by more than this many windows are forgotten. */
  readonly retainWindows: number;
}

/** A correlation store in this process: it holds everything it is given, or as much as `options` allow. */
export function createMemoryCorrelationStore(options?: MemoryCorrelationStoreOptions): CorrelationStore {
  // Map keeps insertion order; deleting and setting again makes it the order of last use.
  const groups = new Map<string, Map<string, CorrelationEntry>>();
  return {
    async add(group, entries) {
      const key = groupKey(group);
      const held = groups.get(key) ?? new Map<string, CorrelationEntry>();
      for (const entry of entries) held.set(entry.entryId, entry);
      groups.delete(key);
      groups.set(key, held);
      if (options !== undefined) {
        forgetOldEntries(held, group.timespanMs * options.retainWindows);
        forgetOldGroups(groups, options.maxGroups);
      }
      return [...held.values()];
    },
  };
}

function groupKey(group: CorrelationGroup): string {
  return JSON.stringify([group.correlationId, Object.entries(group.values).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function forgetOldEntries(held: Map<string, CorrelationEntry>, retainMs: number): void {
  let newestMs = Number.NEGATIVE_INFINITY;
  for (const entry of held.values()) newestMs = Math.max(newestMs, entry.timeEpochMs);
  for (const [id, entry] of held) if (entry.timeEpochMs < newestMs - retainMs) held.delete(id);
}

function forgetOldGroups(groups: Map<string, unknown>, maxGroups: number): void {
  for (const key of groups.keys()) {
    if (groups.size <= maxGroups) return;
    groups.delete(key);
  }
}
