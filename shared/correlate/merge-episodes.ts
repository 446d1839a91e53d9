import type { NamedEpisode } from '#shared/ports/correlation-store.ts';
import { byTimeThenId, type Episode } from './find-episodes.ts';
import { spanOf } from './span-of.ts';

/** What becomes of a group's named episodes when episodes are found in its records. */
export interface MergedEpisodes {
  /** In the order in which they were named. */
  readonly episodes: readonly NamedEpisode[];
  /** Each episode found, with the name it has now. */
  readonly named: readonly { readonly name: NamedEpisode; readonly episode: Episode }[];
  /** Named episodes that turned out to be one, by firstEventID: the one that stays and those that it took in. */
  readonly joins: readonly Join[];
}

export interface Join {
  readonly into: string;
  readonly joined: readonly string[];
}

/** Give each episode found the name of the one it is part of, or a new one.
 *
 * Episodes are one when no more than the timespan lies between them. Among several the one stays that was told, of these the one that
 * was named first: its alert has been read the longest. A name never changes, whatever record comes later. */
export function mergeEpisodes(
  named: readonly NamedEpisode[],
  found: readonly Episode[],
  timespanMs: number,
): MergedEpisodes {
  let episodes = named;
  const joins: Join[] = [];
  const firstEventIDs: string[] = [];
  for (const episode of found) {
    const near = episodes.filter((name) => isNear(name, episode, timespanMs));
    const first = near.find(({ tellings }) => tellings > 0) ?? near[0];
    const others = near.filter((name) => name !== first);
    const merged = first === undefined ? newName(episode) : widened(first, others, episode);
    episodes =
      first === undefined
        ? [...episodes, merged]
        : episodes.filter((name) => !others.includes(name)).map((name) => (name === first ? merged : name));
    if (others.length > 0) joins.push({ into: merged.firstEventID, joined: others.map((name) => name.firstEventID) });
    firstEventIDs.push(merged.firstEventID);
  }
  return {
    episodes: latest(episodes).map((name) => ({ ...name, joined: name.joined.slice(-maxJoined) })),
    // Looked up at the end: a later episode may have taken in what an earlier one was named.
    named: episodes.flatMap((name) => {
      const parts = found.filter((_, position) => isNameOf(name, firstEventIDs[position]));
      const [first, ...others] = parts;
      return first === undefined ? [] : [{ name, episode: others.reduce(unitedWith, first) }];
    }),
    joins,
  };
}

/** Episodes that a group remembers by name, the latest. One that is forgotten has its alert in the ledger still. */
const maxNamed = 100;
/** Joined episodes that one remembers. */
const maxJoined = 25;

/** Tell whether a named episode and one that was found are one. */
export function isNear(name: NamedEpisode, episode: Episode, timespanMs: number): boolean {
  const { fromMs, toMs } = spanOf(episode.entries);
  return name.firstMs <= toMs + timespanMs && name.lastMs >= fromMs - timespanMs;
}

function isNameOf({ firstEventID, joined }: NamedEpisode, id: string | undefined): boolean {
  return id !== undefined && (firstEventID === id || joined.includes(id));
}

/** Both parts of an episode that was found in two places. */
function unitedWith(part: Episode, other: Episode): Episode {
  const held = new Set(part.entries.map(({ entryId }) => entryId));
  const [first, ...rest] = [...part.entries, ...other.entries.filter(({ entryId }) => !held.has(entryId))].sort(
    byTimeThenId,
  );
  return {
    entries: [first ?? part.entries[0], ...rest],
    crossedMs: Math.min(part.crossedMs, other.crossedMs),
    peak: Math.max(part.peak, other.peak),
  };
}

function latest(episodes: readonly NamedEpisode[]): readonly NamedEpisode[] {
  if (episodes.length <= maxNamed) return episodes;
  const kept = new Set([...episodes].sort((a, b) => b.lastMs - a.lastMs).slice(0, maxNamed));
  return episodes.filter((name) => kept.has(name));
}

function newName({ entries, crossedMs }: Episode): NamedEpisode {
  const { fromMs, toMs } = spanOf(entries);
  return {
    firstEventID: entries[0].evidence.eventID,
    crossedMs,
    firstMs: fromMs,
    lastMs: toMs,
    tellings: 0,
    toldCount: 0,
    joined: [],
  };
}

function widened(first: NamedEpisode, others: readonly NamedEpisode[], episode: Episode): NamedEpisode {
  const all = [first, ...others];
  const { fromMs, toMs } = spanOf(episode.entries);
  return {
    firstEventID: first.firstEventID,
    crossedMs: first.crossedMs,
    firstMs: Math.min(fromMs, ...all.map(({ firstMs }) => firstMs)),
    lastMs: Math.max(toMs, ...all.map(({ lastMs }) => lastMs)),
    // What one of them told is told; so it is enough that one was.
    tellings: Math.max(...all.map(({ tellings }) => tellings)),
    toldCount: Math.max(...all.map(({ toldCount }) => toldCount)),
    joined: [...first.joined, ...others.flatMap(({ firstEventID, joined }) => [firstEventID, ...joined])],
  };
}
