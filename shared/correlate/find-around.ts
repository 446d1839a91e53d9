import type {
  CorrelationEntry,
  CorrelationGroup,
  CorrelationStore,
  NamedEpisode,
  TimeSpan,
} from '#shared/ports/correlation-store.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { type Episode, findEpisodes } from './find-episodes.ts';
import { grows } from './grows.ts';
import { isNear } from './merge-episodes.ts';
import { spanOf } from './span-of.ts';

/** What to look for in a group: episodes that have an entry which `isOpen` tells, found in windows around `span`. */
export interface Search {
  readonly rule: CorrelationRule;
  readonly group: CorrelationGroup;
  readonly span: TimeSpan;
  readonly isOpen: (entry: CorrelationEntry) => boolean;
  readonly named: readonly NamedEpisode[];
}

export interface SearchResult {
  readonly episodes: readonly Episode[];
  /** The store held more entries than it gave: what was found is found among the latest. */
  readonly isCut: boolean;
  /** They are so many that reading them again for each new one would be dear. */
  readonly isBusy: boolean;
}

/** Find episodes around a span, each from its first window to its last, or to where it meets one that has its name already.
 *
 * It reads no more of the group than that takes: windows that reach into the span first, then further for as long as an episode could
 * begin or go on there. Windows of a correlation that does not grow are judged within the span alone: later ones have not closed.
 * Where the store holds more than it gives, the span is halved and each half searched; in the end no more is read than the windows of one
 * timespan, and only if those are too full is something missed. */
export async function findAround(search: Search, store: CorrelationStore): Promise<SearchResult> {
  const { span, rule } = search;
  const wide = await searchWide(search, store);
  if (!wide.isCut) return wide;
  if (span.toMs - span.fromMs <= rule.timespanMs) return searchNarrow(search, store);
  const middleMs = Math.floor((span.fromMs + span.toMs) / 2);
  const earlier = await findAround({ ...search, span: { fromMs: span.fromMs, toMs: middleMs } }, store);
  const later = await findAround({ ...search, span: { fromMs: middleMs + 1, toMs: span.toMs } }, store);
  return { episodes: [...earlier.episodes, ...later.episodes], isCut: earlier.isCut || later.isCut, isBusy: true };
}

async function searchWide(search: Search, store: CorrelationStore): Promise<SearchResult> {
  const { rule, group, span, isOpen } = search;
  const { timespanMs } = rule;
  // A window with an entry of the span starts up to one timespan before it, one that runs into that window up to two; what came in the
  // timespan before that tells whether it is maximal.
  let fromMs = span.fromMs - 4 * timespanMs;
  let judgedToMs = grows(rule) ? span.toMs + 2 * timespanMs : span.toMs;
  for (;;) {
    const { entries, isCut, isBusy } = await store.readEntries(group, { fromMs, toMs: judgedToMs + timespanMs });
    if (isCut) return { episodes: [], isCut, isBusy };
    const judged = { fromMs: fromMs + timespanMs, toMs: judgedToMs };
    const episodes = findEpisodes(rule, entries, judged).filter((episode) => episode.entries.some(isOpen));
    const neededFromMs = Math.min(fromMs, ...episodes.map((episode) => startNeeded(episode, search)));
    const neededToMs = Math.max(judgedToMs, ...episodes.map((episode) => endNeeded(episode, search)));
    if (neededFromMs === fromMs && neededToMs === judgedToMs) return { episodes, isCut, isBusy };
    // At least twice as far: an episode of many windows is not read once for each.
    const readMs = judgedToMs - fromMs;
    if (neededFromMs < fromMs) fromMs = Math.min(neededFromMs, fromMs - readMs);
    if (neededToMs > judgedToMs) judgedToMs = Math.max(neededToMs, judgedToMs + readMs);
  }
}

/** Search the windows with an entry of the span, and no others. */
async function searchNarrow({ rule, group, span, isOpen }: Search, store: CorrelationStore): Promise<SearchResult> {
  const read = { fromMs: span.fromMs - rule.timespanMs, toMs: span.toMs + rule.timespanMs };
  const { entries, isCut } = await store.readEntries(group, read);
  // Whether the window of the earliest entries is maximal depends on what was not read, unless it is the first that reaches into the
  // span. For what grows that makes no difference.
  const earliestMs = entries.reduce((least, { timeEpochMs }) => Math.min(least, timeEpochMs), span.toMs);
  const isMaximal =
    !isCut &&
    entries.some((entry) => entry.timeEpochMs >= span.fromMs && entry.timeEpochMs <= earliestMs + rule.timespanMs);
  const fromMs = grows(rule) || isMaximal ? read.fromMs : earliestMs + 1;
  const episodes = findEpisodes(rule, entries, { fromMs, toMs: span.toMs });
  return { episodes: episodes.filter((episode) => episode.entries.some(isOpen)), isCut, isBusy: true };
}

/** From when on entries must be read to know where an episode begins. */
function startNeeded(episode: Episode, { rule, named }: Search): number {
  const { timespanMs } = rule;
  const near = named.filter((name) => isNear(name, episode, timespanMs));
  const untold = near.filter(({ tellings }) => tellings === 0);
  // One that is still to be told is told with all its records; of one that was told the name is enough.
  if (untold.length > 0) return Math.min(...untold.map(({ firstMs }) => firstMs)) - timespanMs;
  return near.length > 0 ? Number.POSITIVE_INFINITY : spanOf(episode.entries).fromMs - 3 * timespanMs;
}

/** Until when windows must be judged to know whether an episode goes on. */
function endNeeded(episode: Episode, { rule, named }: Search): number {
  const isMet = named.some((name) => isNear(name, episode, rule.timespanMs));
  return isMet || !grows(rule) ? Number.NEGATIVE_INFINITY : spanOf(episode.entries).toMs + rule.timespanMs;
}
