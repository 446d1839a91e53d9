import type { Deadline } from '#shared/ports/agenda.ts';
import type { CorrelationEntry, CorrelationGroup, EpisodeRegister, TimeSpan } from '#shared/ports/correlation-store.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { fieldsOf } from './carried-fields.ts';
import { closedSpan, closingTime } from './closing-time.ts';
import { type Conclusions, type CorrelatorPorts, noConclusions } from './conclusions.ts';
import { detectionOf } from './detection-of.ts';
import { isFold } from './fold-rule.ts';
import { grows } from './grows.ts';
import { firstLook } from './look-at-fold.ts';
import { type TrackedGroup, trackGroup } from './track-group.ts';
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
    const closings = new Set(entries.map(({ timeEpochMs }) => closingTime(timeEpochMs, rule.timespanMs, waitMs)));
    for (const dueMs of closings) await ports.agenda.note({ dueMs, group });
    return noConclusions;
  }
  const ids = new Set(entries.map(({ entryId }) => entryId));
  let putOff: readonly Deadline[] = [];
  const spansIn = (register: EpisodeRegister): readonly TimeSpan[] => {
    const open = entries.filter((entry) => !isToldAlready(entry, register, rule));
    const { busyUntilMs } = register;
    putOff = busyUntilMs === undefined || busyUntilMs <= ports.now() ? [] : deadlinesAt(busyUntilMs, group, open);
    return putOff.length > 0 ? [] : uniteSpans(open.map(momentOf), rule.timespanMs);
  };
  const tracked = await trackGroup({ rule, group, spansIn, isOpen: ({ entryId }) => ids.has(entryId) }, ports);
  for (const deadline of putOff) await ports.agenda.note(deadline);
  return concluded(rule, group, tracked, ports);
}

/** One deadline for all entries of a minute. */
function deadlinesAt(
  dueMs: number,
  group: CorrelationGroup,
  entries: readonly CorrelationEntry[],
): readonly Deadline[] {
  const minutes = new Set(entries.map(({ timeEpochMs }) => Math.floor(timeEpochMs / minuteMs) * minuteMs));
  return [...minutes].map((fromMs) => ({ dueMs, group, span: { fromMs, toMs: fromMs + minuteMs - 1 } }));
}

const minuteMs = 60_000;

/** Find the episodes of a group in the windows that closed before its deadlines, or around the entries that were put off until then. */
export async function concludeDue(
  { rule, waitMs }: TimedRule,
  group: CorrelationGroup,
  deadlines: readonly Deadline[],
  ports: CorrelatorPorts,
): Promise<Conclusions> {
  const due = deadlines.map(({ dueMs, span }) => span ?? closedSpan(dueMs, rule.timespanMs, waitMs));
  const spans = uniteSpans(due, rule.timespanMs);
  const tracked = await trackGroup(
    {
      rule,
      group,
      spansIn: () => spans,
      isOpen: ({ timeEpochMs }) => due.some(({ fromMs, toMs }) => timeEpochMs >= fromMs && timeEpochMs <= toMs),
    },
    ports,
  );
  return concluded(rule, group, tracked, ports);
}

async function concluded(
  rule: CorrelationRule,
  group: CorrelationGroup,
  { untold, joins, isCut }: TrackedGroup,
  { agenda, now }: CorrelatorPorts,
): Promise<Conclusions> {
  const found = untold.map(({ name, episode }) => ({
    group,
    crossedMs: name.crossedMs,
    fields: fieldsOf(episode),
    detection: detectionOf(rule, group, name, episode),
  }));
  // Before they are told: whoever dies in between leaves the look behind.
  if (isFold(rule)) for (const { detection } of found) await agenda.note(firstLook(group, detection, now()));
  return {
    found,
    joined: joins.map((join) => ({ rule: rule.meta, group, ...join })),
    cut: isCut ? [rule.meta.id] : [],
  };
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
  const near = episodes.filter(
    ({ firstMs, lastMs }) => firstMs <= timeEpochMs + 2 * timespanMs && lastMs >= timeEpochMs - 2 * timespanMs,
  );
  const [only, ...others] = near;
  if (only === undefined || others.length > 0 || only.tellings === 0) return false;
  return timeEpochMs >= only.firstMs && timeEpochMs <= only.lastMs + timespanMs / 2;
}
