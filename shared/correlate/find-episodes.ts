import type { CorrelationEntry } from '#shared/ports/correlation-store.ts';
import type { CorrelationRule, Threshold } from '#shared/sigma/ast.ts';
import { UnsupportedCorrelationError } from './errors.ts';
import { windowMeters } from './window-meter.ts';

/** A stretch of time in which a correlation holds again and again, from its first record to quiet. */
export interface Episode {
  /** The records from the first satisfied window's first to the last one's last; time order, ties by entryId. */
  readonly entries: readonly [CorrelationEntry, ...CorrelationEntry[]];
  /** The most that one window of the episode measured. */
  readonly peak: number;
}

/** Find the episodes of one group, oldest first, whatever order the entries come in.
 *
 * A window starts at a record and holds all records up to the timespan later, that moment included. Windows that satisfy the
 * thresholds belong to one episode as long as no more than a timespan lies between one's last record and the next one's first.
 * @throws {UnsupportedCorrelationError} the rule's type cannot be run */
export function findEpisodes(rule: CorrelationRule, entries: readonly CorrelationEntry[]): readonly Episode[] {
  const ordered = [...entries].sort(byTimeThenId);
  const createMeter = windowMeters[rule.type];
  if (createMeter === undefined) throw new UnsupportedCorrelationError(rule.type);
  const meter = createMeter(rule);
  const thresholds = thresholdsOf(rule);

  const found: { from: number; to: number; peak: number }[] = [];
  let end = 0;
  for (const [start, first] of ordered.entries()) {
    for (let next = ordered[end]; next !== undefined && isWithin(first, next, rule.timespanMs); next = ordered[end]) {
      meter.add(next);
      end += 1;
    }
    const measured = meter.read();
    if (thresholds.every((threshold) => isMet(threshold, measured))) {
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
    return first === undefined ? [] : [{ entries: [first, ...rest], peak }];
  });
}

/** The thresholds a window must meet; temporal types need every rule unless they say otherwise. */
export function thresholdsOf(rule: CorrelationRule): readonly Threshold[] {
  return rule.thresholds.length > 0 ? rule.thresholds : [{ operator: 'gte', value: rule.ruleIds.length }];
}

function byTimeThenId(a: CorrelationEntry, b: CorrelationEntry): number {
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
