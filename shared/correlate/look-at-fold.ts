import { powerOfTen } from '#shared/model/power-of-ten.ts';
import type { Deadline, EpisodeLook } from '#shared/ports/agenda.ts';
import type { CorrelationEntry, CorrelationGroup, NamedEpisode } from '#shared/ports/correlation-store.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { latenessMs } from './closing-time.ts';
import type { CorrelatorPorts, FoundEpisode } from './conclusions.ts';
import { detectionOf } from './detection-of.ts';
import { byTimeThenId, type Episode } from './find-episodes.ts';
import { ceilMinute, minuteMs } from './minutes.ts';

/** When to look at an episode of folded repeats again after it was told: at the next whole minute but one at the latest. */
export function firstLook(
  group: CorrelationGroup,
  { firstEventID, eventCount }: { readonly firstEventID: string; readonly eventCount: number },
  nowMs: number,
): Deadline {
  return {
    dueMs: ceilMinute(nowMs + minuteMs),
    group,
    look: { episode: firstEventID, waitMs: minuteMs, seenCount: eventCount },
  };
}

/** What a look at an episode comes to. */
export interface Looked {
  readonly found: readonly FoundEpisode[];
  /** The next look, to be noted when all is told; none when the episode is over. */
  readonly next: readonly Deadline[];
}

/** Look at an episode of folded repeats again: tell it when its records have passed another power of ten, and once more when it is over.
 *
 * Each look waits twice as long as the one before, so that counting costs no more in all than reading the episode twice. It is over
 * when no record can join it any more and none has since the last look. One that has become part of another is looked at as that. */
export async function lookAtFold(
  rule: CorrelationRule,
  group: CorrelationGroup,
  look: EpisodeLook,
  { store, now }: Pick<CorrelatorPorts, 'store' | 'now'>,
): Promise<Looked> {
  const { episodes } = await store.readEpisodes(group);
  const name = episodes.find(
    ({ firstEventID, joined }) => firstEventID === look.episode || joined.includes(look.episode),
  );
  if (name === undefined) return { found: [], next: [] };
  const span = { fromMs: name.firstMs, toMs: name.lastMs + rule.timespanMs };
  const episode = episodeOf((await store.readEntries(group, span)).entries);
  if (episode === undefined) return { found: [], next: [] };
  const eventCount = await store.countEntries(group, span);
  const detection = { ...detectionOf(rule, group, name, episode), eventCount, firstSeenMs: name.firstMs };

  const quietMs = detection.lastSeenMs + rule.timespanMs + latenessMs;
  const isOver = now() >= quietMs && eventCount === look.seenCount;
  const update = isOver ? closingOf(name, eventCount) : growthOf(name, eventCount);
  const told = { group, crossedMs: name.crossedMs, fields: {} };
  return {
    found:
      update === 'nothing' ? [] : [{ ...told, detection: update === 'first' ? detection : { ...detection, update } }],
    next: isOver ? [] : [nextLook(group, name, { waitMs: look.waitMs * 2, quietMs, eventCount, nowMs: now(), rule })],
  };
}

function nextLook(
  group: CorrelationGroup,
  { firstEventID }: NamedEpisode,
  {
    quietMs,
    eventCount,
    nowMs,
    rule,
    ...later
  }: {
    readonly waitMs: number;
    readonly quietMs: number;
    readonly eventCount: number;
    readonly nowMs: number;
    readonly rule: CorrelationRule;
  },
): Deadline {
  const waitMs = Math.max(minuteMs, Math.min(later.waitMs, rule.timespanMs));
  const dueMs = ceilMinute(Math.max(nowMs + minuteMs, Math.min(nowMs + waitMs, quietMs)));
  return { dueMs, group, look: { episode: firstEventID, waitMs, seenCount: eventCount } };
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
