import type { Episode } from '#shared/correlate/find-episodes.ts';
import {
  createMemoryCorrelationStore,
  type MemoryCorrelationStoreOptions,
} from '#shared/memory/memory-correlation-store.ts';
import type {
  CorrelationEntry,
  CorrelationGroup,
  CorrelationStore,
  NamedEpisode,
} from '#shared/ports/correlation-store.ts';
import { entryAt } from './correlation-helpers.ts';

/** The group that `correlationOf` without group-by puts everything into. */
export const group: CorrelationGroup = { correlationId: 'correlation', values: {}, timespanMs: 60_000 };

/** A named episode, its times in seconds; it has been told with three records, unless told otherwise. */
export function nameAt(
  firstEventID: string,
  firstSeconds: number,
  lastSeconds: number,
  over: Partial<NamedEpisode> = {},
): NamedEpisode {
  const firstMs = firstSeconds * 1000;
  const lastMs = lastSeconds * 1000;
  return { firstEventID, crossedMs: lastMs, firstMs, lastMs, tellings: 1, toldCount: 3, joined: [], ...over };
}

/** An episode with an entry at each of the seconds, which held from its last one on. */
export function episodeAt(first: number, ...rest: readonly number[]): Episode {
  const crossedMs = (rest.at(-1) ?? first) * 1000;
  return { entries: [entryAt(first), ...rest.map((second) => entryAt(second))], crossedMs, peak: 1 + rest.length };
}

/** The eventIDs of entries. */
export function eventIDsOf(entries: readonly CorrelationEntry[]): readonly string[] {
  return entries.map(({ evidence }) => evidence.eventID);
}

/** A store in memory that tells what was asked of it. */
export interface WatchedStore extends CorrelationStore {
  /** The methods that were called, in order. */
  readonly calls: string[];
  /** The spans of entries that were read or counted, in seconds. */
  readonly spans: (readonly [number, number])[];
  /** Called before episodes are written: what others do meanwhile. */
  beforeWrite: (held: CorrelationStore) => Promise<unknown>;
}

export function watchedStore(options?: MemoryCorrelationStoreOptions): WatchedStore {
  const held = createMemoryCorrelationStore(options);
  const store: WatchedStore = {
    calls: [],
    spans: [],
    beforeWrite: async () => undefined,
    async addEntries(ofGroup, entries) {
      store.calls.push('addEntries');
      await held.addEntries(ofGroup, entries);
    },
    async readEntries(ofGroup, span) {
      store.calls.push('readEntries');
      store.spans.push([span.fromMs / 1000, span.toMs / 1000]);
      return held.readEntries(ofGroup, span);
    },
    async countEntries(ofGroup, span) {
      store.calls.push('countEntries');
      store.spans.push([span.fromMs / 1000, span.toMs / 1000]);
      return held.countEntries(ofGroup, span);
    },
    async readEpisodes(ofGroup) {
      store.calls.push('readEpisodes');
      return held.readEpisodes(ofGroup);
    },
    async writeEpisodes(ofGroup, register) {
      store.calls.push('writeEpisodes');
      await store.beforeWrite(held);
      return held.writeEpisodes(ofGroup, register);
    },
  };
  return store;
}

/** Give a group these entries and names; the store forgets that it was asked to. */
export async function fill(
  store: WatchedStore,
  seconds: readonly number[],
  named: readonly NamedEpisode[] = [],
): Promise<void> {
  await store.addEntries(
    group,
    seconds.map((second) => entryAt(second)),
  );
  if (named.length > 0) await store.writeEpisodes(group, { version: 0, episodes: named });
  store.calls.length = 0;
}

/** Seconds from one to another, both included. */
export function secondsFrom(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, number) => from + number * step);
}
