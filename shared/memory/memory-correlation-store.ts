import type {
  CorrelationEntry,
  CorrelationGroup,
  CorrelationStore,
  EpisodeRegister,
  TimeSpan,
} from '#shared/ports/correlation-store.ts';
import { groupKey } from '#shared/ports/group-key.ts';

interface HeldGroup {
  readonly entries: Map<string, CorrelationEntry>;
  register: EpisodeRegister;
}

/** A correlation store in this process: it holds everything it is given.
 * @param maxEntriesRead most entries of one reading; all, where a scan must see everything */
export function createMemoryCorrelationStore(maxEntriesRead: number = Number.POSITIVE_INFINITY): CorrelationStore {
  const groups = new Map<string, HeldGroup>();
  const heldGroup = (group: CorrelationGroup): HeldGroup => {
    const key = groupKey(group);
    const held = groups.get(key) ?? { entries: new Map(), register: { version: 0, episodes: [] } };
    groups.set(key, held);
    return held;
  };
  return {
    async addEntries(group, entries) {
      const held = heldGroup(group);
      for (const entry of entries) held.entries.set(entry.entryId, entry);
    },
    async readEntries(group, span) {
      const within = entriesWithin(heldGroup(group), span);
      if (within.length <= maxEntriesRead) return { entries: within, isCut: false };
      const latestFirst = within.sort((a, b) => b.timeEpochMs - a.timeEpochMs);
      return { entries: latestFirst.slice(0, maxEntriesRead), isCut: true };
    },
    countEntries: async (group, span) => entriesWithin(heldGroup(group), span).length,
    readEpisodes: async (group) => heldGroup(group).register,
    async writeEpisodes(group, { version, episodes }) {
      const held = heldGroup(group);
      if (held.register.version !== version) return false;
      held.register = { version: version + 1, episodes };
      return true;
    },
  };
}

function entriesWithin({ entries }: HeldGroup, { fromMs, toMs }: TimeSpan): CorrelationEntry[] {
  return [...entries.values()].filter(({ timeEpochMs }) => timeEpochMs >= fromMs && timeEpochMs <= toMs);
}
