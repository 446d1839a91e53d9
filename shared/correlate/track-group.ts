import type { Deadline } from '#shared/ports/agenda.ts';
import {
  type CorrelationEntry,
  type CorrelationGroup,
  CorrelationStoreError,
  type EpisodeRegister,
  type NamedEpisode,
  type TimeSpan,
} from '#shared/ports/correlation-store.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import type { CorrelatorPorts } from './conclusions.ts';
import { findAround } from './find-around.ts';
import type { Episode } from './find-episodes.ts';
import { type Join, mergeEpisodes } from './merge-episodes.ts';

/** What entries make of the episodes of their group. */
export interface TrackedGroup {
  /** Episodes that are still to be told, with their names. */
  readonly untold: readonly { readonly name: NamedEpisode; readonly episode: Episode }[];
  readonly joins: readonly Join[];
  /** Some window held more entries than are read. */
  readonly isCut: boolean;
  /** What was left to the agenda. */
  readonly notes: readonly Deadline[];
}

/** Where to look for episodes, and what to leave to the agenda. */
export interface Look {
  /** Windows around these are judged. */
  readonly spans: readonly TimeSpan[];
  readonly notes: readonly Deadline[];
}

/** Which entries of a group to look at. */
export interface OpenEntries {
  readonly rule: CorrelationRule;
  readonly group: CorrelationGroup;
  /** Where to look, given what the group's register says. */
  look(register: EpisodeRegister): Look;
  readonly isOpen: (entry: CorrelationEntry) => boolean;
}

/** Find the episodes that the open entries make or extend, and name those that have no name.
 *
 * The entries must be in the store. Names are written only if nobody has written since they were read: of several functions that
 * find an episode at the same time, one names it and the others find the name. A group of which so much had to be read that nobody
 * should read it again for the next record is noted as busy.
 * @throws {CorrelationStoreError} the store is unreachable, or others were faster each time: the caller retries the delivery */
export async function trackGroup(
  open: OpenEntries,
  { store, now }: Pick<CorrelatorPorts, 'store' | 'now'>,
): Promise<TrackedGroup> {
  const { rule, group, isOpen } = open;
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const register = await store.readEpisodes(group);
    const found: Episode[] = [];
    let isCut = false;
    let isBusy = false;
    const { spans, notes } = open.look(register);
    for (const span of spans) {
      const result = await findAround({ rule, group, span, isOpen, named: register.episodes }, store);
      found.push(...result.episodes);
      isCut ||= result.isCut;
      isBusy ||= result.isBusy;
    }
    const { episodes, named, joins } = mergeEpisodes(register.episodes, found, rule.timespanMs);
    const busyUntilMs = isBusy ? now() + busyMs : register.busyUntilMs;
    const isWritten =
      (busyUntilMs === register.busyUntilMs && isSame(episodes, register.episodes)) ||
      (await store.writeEpisodes(group, {
        version: register.version,
        episodes,
        ...(busyUntilMs !== undefined && { busyUntilMs }),
      }));
    if (isWritten) return { untold: named.filter(({ name }) => name.tellings === 0), joins, isCut, notes };
  }
  throw new CorrelationStoreError(`episodes of ${group.correlationId} were changed by others ${maxAttempts} times`);
}

const maxAttempts = 20;

/** How long a busy group is left alone: until the agenda's next minute but one at the latest. */
const busyMs = 60_000;

function isSame(episodes: readonly NamedEpisode[], others: readonly NamedEpisode[]): boolean {
  return JSON.stringify(episodes) === JSON.stringify(others);
}
