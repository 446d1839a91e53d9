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

/** When a store is full and when it is busy; never, where a scan must see everything. */
export interface MemoryCorrelationStoreOptions {
  /** Most entries of one reading. */
  readonly maxEntriesRead?: number;
  /** Entries of one reading from which on a group is busy. */
  readonly busyEntries?: number;
}

/** A correlation store in this process: it holds everything it is given. */
export function createMemoryCorrelationStore({
  maxEntriesRead = Number.POSITIVE_INFINITY,
  busyEntries = Number.POSITIVE_INFINITY,
}: MemoryCorrelationStoreOptions = {}): CorrelationStore {
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
      const isBusy = within.length >= busyEntries;
      if (within.length <= maxEntriesRead) return { entries: within, isCut: false, isBusy };
      const latestFirst = within.sort((a, b) => b.timeEpochMs - a.timeEpochMs);
      return { entries: latestFirst.slice(0, maxEntriesRead), isCut: true, isBusy };
    },
    countEntries: async (group, span) => entriesWithin(heldGroup(group), span).length,
    readEpisodes: async (group) => heldGroup(group).register,
    async writeEpisodes(group, { version, ...register }) {
      const held = heldGroup(group);
      if (held.register.version !== version) return false;
      held.register = { ...register, version: version + 1 };
      return true;
    },
  };
}

function entriesWithin({ entries }: HeldGroup, { fromMs, toMs }: TimeSpan): CorrelationEntry[] {
  return [...entries.values()].filter(({ timeEpochMs }) => timeEpochMs >= fromMs && timeEpochMs <= toMs);
}
