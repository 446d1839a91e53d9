import type { CorrelationDetection } from '#shared/model/detection.ts';
import { powerOfTen } from '#shared/model/power-of-ten.ts';
import type { Deadline, EpisodeLook } from '#shared/ports/agenda.ts';
import type { CorrelationEntry, CorrelationGroup, NamedEpisode } from '#shared/ports/correlation-store.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { latenessMs } from './closing-time.ts';
import type { CorrelatorPorts, FoundEpisode } from './conclusions.ts';
import { detectionOf } from './detection-of.ts';
import { byTimeThenId, type Episode } from './find-episodes.ts';

const firstWaitMs = 60_000;

/** The first look at an episode of folded repeats, a minute after it is told. */
export function firstLook(group: CorrelationGroup, detection: CorrelationDetection, nowMs: number): Deadline {
  const look = { episode: detection.firstEventID, waitMs: firstWaitMs, seenCount: detection.eventCount };
  return { dueMs: nowMs + firstWaitMs, group, look };
}

/** Look at an episode of folded repeats again: tell it when its records have passed another power of ten, and once more when it is over.
 *
 * Each look waits twice as long as the one before, so that counting costs no more in all than reading the episode twice. It is over
 * when no record can join it any more and none has since the last look.
 * @returns what is to be told; empty when there is nothing new, or the episode has become part of another, which has its own looks */
export async function lookAtFold(
  rule: CorrelationRule,
  group: CorrelationGroup,
  look: EpisodeLook,
  { store, agenda, now }: CorrelatorPorts,
): Promise<readonly FoundEpisode[]> {
  const { episodes } = await store.readEpisodes(group);
  const name = episodes.find(({ firstEventID }) => firstEventID === look.episode);
  if (name === undefined) return [];
  const span = { fromMs: name.firstMs, toMs: name.lastMs + rule.timespanMs };
  const episode = episodeOf((await store.readEntries(group, span)).entries);
  if (episode === undefined) return [];
  const eventCount = await store.countEntries(group, span);
  const detection = { ...detectionOf(rule, group, name, episode), eventCount, firstSeenMs: name.firstMs };

  const quietMs = detection.lastSeenMs + rule.timespanMs + latenessMs;
  const isOver = now() >= quietMs && eventCount === look.seenCount;
  if (!isOver) {
    const waitMs = Math.min(look.waitMs * 2, rule.timespanMs);
    const dueMs = Math.max(now() + firstWaitMs, Math.min(now() + waitMs, quietMs));
    await agenda.note({ dueMs, group, look: { ...look, waitMs, seenCount: eventCount } });
  }
  const update = isOver ? closingOf(name, eventCount) : growthOf(name, eventCount);
  if (update === 'nothing') return [];
  return [
    {
      group,
      crossedMs: name.crossedMs,
      fields: {},
      detection: update === 'first' ? detection : { ...detection, update },
    },
  ];
}

type Telling = 'first' | 'growing' | 'over' | 'nothing';

function growthOf({ tellings, toldCount }: NamedEpisode, eventCount: number): Telling {
  // Whoever was to tell it has not come back: it is told from here.
  if (tellings === 0) return 'first';
  return powerOfTen(eventCount) > powerOfTen(toldCount) ? 'growing' : 'nothing';
}

/** An episode of which the only telling told everything needs no summary. */
function closingOf({ tellings, toldCount }: NamedEpisode, eventCount: number): Telling {
  if (tellings === 0) return 'first';
  return tellings > 1 || eventCount > toldCount ? 'over' : 'nothing';
}

function episodeOf(entries: readonly CorrelationEntry[]): Episode | undefined {
  const [first, ...rest] = [...entries].sort(byTimeThenId);
  return first === undefined
    ? undefined
    : { entries: [first, ...rest], crossedMs: first.timeEpochMs, peak: entries.length };
}
