import type { Deadline } from '#shared/ports/agenda.ts';
import type {
  CorrelationEntry,
  CorrelationGroup,
  EpisodeRegister,
  NamedEpisode,
  TimeSpan,
} from '#shared/ports/correlation-store.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { fieldsOf } from './carried-fields.ts';
import { closingTime, latenessMs } from './closing-time.ts';
import { type Conclusions, type CorrelatorPorts, noConclusions } from './conclusions.ts';
import { detectionOf } from './detection-of.ts';
import { isFold } from './fold-rule.ts';
import { grows } from './grows.ts';
import { firstLook } from './look-at-fold.ts';
import { ceilMinute, minutesOf } from './minutes.ts';
import { type Look, type TrackedGroup, trackGroup } from './track-group.ts';
import { uniteSpans } from './unite-spans.ts';

/** A correlation, and how long its windows wait after they have ended (see `waitOf`). */
export interface TimedRule {
  readonly rule: CorrelationRule;
  readonly waitMs: number;
}

/** Store what a delivery gives to one group, and find the episodes that it makes.
 *
 * An episode that no later record can take away is found at once. For any other the group's windows are judged when all of them have
 * closed: they are noted in the agenda. So are the entries of a busy group, to be judged together within some two minutes. */
export async function concludeGroup(
  { rule, waitMs }: TimedRule,
  group: CorrelationGroup,
  entries: readonly CorrelationEntry[],
  ports: CorrelatorPorts,
): Promise<Conclusions> {
  await ports.store.addEntries(group, entries);
  if (!grows(rule)) {
    for (const span of minutesOf(entries.map(({ timeEpochMs }) => timeEpochMs))) {
      await ports.agenda.note({ dueMs: closingTime(span, rule.timespanMs, waitMs), group, span });
    }
    return noConclusions;
  }
  const ids = new Set(entries.map(({ entryId }) => entryId));
  const look = (register: EpisodeRegister): Look => {
    const open = entries.filter((entry) => !isToldAlready(entry, register, rule));
    const { busyUntilMs } = register;
    const isBusy = busyUntilMs !== undefined && busyUntilMs > ports.now();
    return {
      spans: isBusy ? [] : uniteSpans(open.map(momentOf), rule.timespanMs),
      notes: [
        ...(isBusy ? minutesOf(open.map(timeOf)).map((span) => ({ dueMs: ceilMinute(busyUntilMs), group, span })) : []),
        ...looksAtLate(rule, group, { entries, register, nowMs: ports.now() }),
      ],
    };
  };
  const tracked = await trackGroup({ rule, group, look, isOpen: ({ entryId }) => ids.has(entryId) }, ports);
  return concluded(rule, group, tracked, ports);
}

/** Looks at episodes of folded repeats that were over when these records came: they go on after all. */
function looksAtLate(
  rule: CorrelationRule,
  group: CorrelationGroup,
  {
    entries,
    register,
    nowMs,
  }: {
    readonly entries: readonly CorrelationEntry[];
    readonly register: EpisodeRegister;
    readonly nowMs: number;
  },
): readonly Deadline[] {
  if (!isFold(rule)) return [];
  return register.episodes
    .filter(({ tellings, lastMs }) => tellings > 0 && nowMs >= lastMs + rule.timespanMs + latenessMs)
    .filter((name) => entries.some(({ timeEpochMs }) => isNearTime(name, timeEpochMs, rule.timespanMs)))
    .map(({ firstEventID, toldCount }) => firstLook(group, { firstEventID, eventCount: toldCount }, nowMs));
}

/** Find the episodes of a group around the times that its deadlines name: windows that have closed, or entries that were put off. */
export async function concludeDue(
  rule: CorrelationRule,
  group: CorrelationGroup,
  due: readonly TimeSpan[],
  ports: CorrelatorPorts,
): Promise<Conclusions> {
  const spans = uniteSpans(due, rule.timespanMs);
  const isOpen = ({ timeEpochMs }: CorrelationEntry): boolean =>
    due.some(({ fromMs, toMs }) => timeEpochMs >= fromMs && timeEpochMs <= toMs);
  const tracked = await trackGroup({ rule, group, look: () => ({ spans, notes: [] }), isOpen }, ports);
  return concluded(rule, group, tracked, ports);
}

async function concluded(
  rule: CorrelationRule,
  group: CorrelationGroup,
  { untold, joins, isCut, notes }: TrackedGroup,
  { agenda, now }: CorrelatorPorts,
): Promise<Conclusions> {
  const found = untold.map(({ name, episode }) => ({
    group,
    crossedMs: name.crossedMs,
    fields: fieldsOf(episode),
    detection: detectionOf(rule, group, name, episode),
  }));
  // Before anything is told: whoever dies in between leaves them behind.
  const looks = isFold(rule) ? found.map(({ detection }) => firstLook(group, detection, now())) : [];
  for (const deadline of [...notes, ...looks]) await agenda.note(deadline);
  return {
    ...noConclusions,
    found,
    joined: joins.map((join) => ({ rule: rule.meta, group, ...join })),
    cut: isCut ? [rule.meta.id] : [],
  };
}

function timeOf({ timeEpochMs }: CorrelationEntry): number {
  return timeEpochMs;
}

function momentOf({ timeEpochMs }: CorrelationEntry): TimeSpan {
  return { fromMs: timeEpochMs, toMs: timeEpochMs };
}

/** Tell whether an entry can only belong to an episode that has been told: then nothing follows from it, and its windows need not be
 * read. It is what keeps a burst cheap, for all that comes after its alert.
 *
 * Up to half a timespan after the last record known, not the whole: the next one then moves that record on, before a gap that is none
 * could seem to part the episode in two. Not where another episode is near: the entry might join the two. */
function isToldAlready(
  { timeEpochMs }: CorrelationEntry,
  { episodes }: EpisodeRegister,
  { timespanMs }: CorrelationRule,
): boolean {
  const near = episodes.filter((name) => isNearTime(name, timeEpochMs, 2 * timespanMs));
  const [only, ...others] = near;
  if (only === undefined || others.length > 0 || only.tellings === 0) return false;
  return timeEpochMs >= only.firstMs && timeEpochMs <= only.lastMs + timespanMs / 2;
}

function isNearTime({ firstMs, lastMs }: NamedEpisode, timeEpochMs: number, withinMs: number): boolean {
  return firstMs <= timeEpochMs + withinMs && lastMs >= timeEpochMs - withinMs;
}
