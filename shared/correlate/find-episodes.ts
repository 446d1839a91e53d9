import type { CorrelationEntry, TimeSpan } from '#shared/ports/correlation-store.ts';
import type { CorrelationRule, Threshold } from '#shared/sigma/ast.ts';
import { createMeter } from './create-meter.ts';

/** A stretch of time in which a correlation holds again and again, from its first record to quiet. */
export interface Episode {
  /** The records from the first satisfied window's first to the last one's last; time order, ties by entryId. */
  readonly entries: readonly [CorrelationEntry, ...CorrelationEntry[]];
  /** When the thresholds were first met, counted from the first record; epoch milliseconds UTC. */
  readonly crossedMs: number;
  /** The most that one window of the episode measured. */
  readonly peak: number;
}

/** Find the episodes of one group, oldest first, whatever order the entries come in.
 *
 * A window starts at a record and holds all records up to the timespan later, that moment included. Thresholds are asked of
 * *maximal* windows alone: of the first one, and of each that has a record the window before it had not. The others are the
 * tail of a window that was asked already, so `eq: 5` does not find the last five of a burst of fifty, nor `lt: 5` the end of
 * every burst; a window of five that could be no larger is found. Likewise a mean is that of a whole window, never that of its
 * worst part, and a rule that must not be there must be absent from the whole window, before the others as well as after.
 *
 * What grows with the window (`event_count`, `value_count`, `temporal`, `temporal_ordered`, the sum of numbers of which none is
 * negative) loses nothing by that under `gt` and `gte`: a tail that meets them is part of a window that does. Mean, percentile,
 * median and sums with negative numbers do not grow, and neither do `eq`, `neq`, `lt`, `lte` and `not`: with these a record that
 * comes later can take an episode away. The windows are judged by the records there are.
 *
 * Windows that satisfy the thresholds belong to one episode as long as no more than a timespan lies between one's last record
 * and the next one's first.
 * @param judged when a window must start to be asked; entries before it only tell which windows are maximal, and entries after it
 *   only fill the last ones. All windows, when it is left out. */
export function findEpisodes(
  rule: CorrelationRule,
  entries: readonly CorrelationEntry[],
  judged: TimeSpan = always,
): readonly Episode[] {
  const ordered = [...entries].sort(byTimeThenId);
  const meter = createMeter(rule);
  const thresholds = thresholdsOf(rule);

  const found: { from: number; to: number; peak: number }[] = [];
  let end = 0;
  for (const [start, first] of ordered.entries()) {
    const taken = end;
    for (let next = ordered[end]; next !== undefined && isWithin(first, next, rule.timespanMs); next = ordered[end]) {
      meter.add(next);
      end += 1;
    }
    const isAsked = end > taken && first.timeEpochMs >= judged.fromMs && first.timeEpochMs <= judged.toMs;
    const measured = isAsked ? meter.read() : undefined;
    if (measured !== undefined && thresholds.every((threshold) => isMet(threshold, measured))) {
      const current = found.at(-1);
      const last = current === undefined ? undefined : ordered[current.to - 1];
      if (current !== undefined && last !== undefined && isWithin(last, first, rule.timespanMs)) {
        current.to = Math.max(current.to, end);
        current.peak = Math.max(current.peak, measured);
      } else found.push({ from: start, to: end, peak: measured });
    }
    meter.drop(first);
  }
  return found.flatMap(({ from, to, peak }) => {
    const [first, ...rest] = ordered.slice(from, to);
    return first === undefined
      ? []
      : [{ entries: [first, ...rest], crossedMs: crossingOf(rule, [first, ...rest]), peak }];
  });
}

/** The time of the record with which the first window of an episode meets the thresholds. */
function crossingOf(rule: CorrelationRule, entries: readonly [CorrelationEntry, ...CorrelationEntry[]]): number {
  const meter = createMeter(rule);
  const thresholds = thresholdsOf(rule);
  for (const entry of entries) {
    meter.add(entry);
    const measured = meter.read();
    if (measured !== undefined && thresholds.every((threshold) => isMet(threshold, measured))) return entry.timeEpochMs;
  }
  return entries[0].timeEpochMs;
}

const always: TimeSpan = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

/** The thresholds a window must meet; temporal types need every rule unless they say otherwise. */
export function thresholdsOf(rule: CorrelationRule): readonly Threshold[] {
  if (rule.ruleCondition !== undefined) return rule.thresholds;
  return rule.thresholds.length > 0 ? rule.thresholds : [{ operator: 'gte', value: rule.ruleIds.length }];
}

/** The order of an episode's records. */
export function byTimeThenId(a: CorrelationEntry, b: CorrelationEntry): number {
  return a.timeEpochMs - b.timeEpochMs || (a.entryId < b.entryId ? -1 : a.entryId > b.entryId ? 1 : 0);
}

function isWithin(earlier: CorrelationEntry, later: CorrelationEntry, timespanMs: number): boolean {
  return later.timeEpochMs - earlier.timeEpochMs <= timespanMs;
}

function isMet({ operator, value }: Threshold, measured: number): boolean {
  switch (operator) {
    case 'gt':
      return measured > value;
    case 'gte':
      return measured >= value;
    case 'lt':
      return measured < value;
    case 'lte':
      return measured <= value;
    case 'eq':
      return measured === value;
    case 'neq':
      return measured !== value;
  }
}
