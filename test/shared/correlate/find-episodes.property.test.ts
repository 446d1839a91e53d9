import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEpisodes } from '#shared/correlate/find-episodes.ts';
import type { CorrelationEntry } from '#shared/ports/correlation-store.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { correlationOf, entryAt } from './correlation-helpers.ts';

const anyEntry = fc
  .record({
    seconds: fc.integer({ min: 0, max: 120 }),
    eventID: fc.integer({ min: 0, max: 30 }).map((number) => `event-${number}`),
    ruleId: fc.constantFrom('a', 'b'),
    values: fc.uniqueArray(fc.constantFrom('x', '0', '1', '2'), { maxLength: 3 }),
  })
  .map(({ seconds, ...rest }) => entryAt(seconds, rest));
const anyEntries = fc.uniqueArray(anyEntry, { selector: (entry) => entry.entryId, maxLength: 25 });

const anyRule = fc
  .record({
    type: fc.constantFrom('event_count', 'value_count', 'temporal', 'temporal_ordered', 'value_sum'),
    threshold: fc.integer({ min: 1, max: 4 }),
    timespanMs: fc.integer({ min: 1, max: 40 }).map((seconds) => seconds * 1000),
  })
  .map(({ type, threshold, timespanMs }) =>
    correlationOf({ type, timespanMs, ruleIds: ['a', 'b'], thresholds: [{ operator: 'gte', value: threshold }] }),
  );

/** What a window measures, straight from the meaning of each type. */
function measure(rule: CorrelationRule, window: readonly CorrelationEntry[]): number {
  switch (rule.type) {
    case 'event_count':
      return new Set(window.map((entry) => entry.evidence.eventID)).size;
    case 'value_count':
      return new Set(window.flatMap((entry) => entry.values)).size;
    case 'temporal':
      return new Set(window.map((entry) => entry.ruleId)).size;
    case 'value_sum': {
      const readings = new Map(window.map((entry) => [JSON.stringify([entry.evidence.eventID, entry.values]), entry]));
      const numbers = [...readings.values()].flatMap((entry) =>
        entry.values.filter((value) => value !== 'x').map(Number),
      );
      return numbers.reduce((sum, value) => sum + value, 0);
    }
    default: {
      const isA = window.filter((entry) => entry.ruleId === 'a').map((entry) => entry.timeEpochMs);
      const isB = window.filter((entry) => entry.ruleId === 'b').map((entry) => entry.timeEpochMs);
      if (isA.length === 0) return 0;
      return isB.some((b) => isA.some((a) => a <= b)) ? 2 : 1;
    }
  }
}

/** The entries of satisfied windows, found by trying every window. */
function satisfiedEntryIds(rule: CorrelationRule, entries: readonly CorrelationEntry[]): ReadonlySet<string> {
  const needed = rule.thresholds[0]?.value ?? 0;
  const windows = entries.map((start) =>
    entries.filter(
      ({ timeEpochMs }) => timeEpochMs >= start.timeEpochMs && timeEpochMs <= start.timeEpochMs + rule.timespanMs,
    ),
  );
  return new Set(
    windows
      .filter((window) => measure(rule, window) >= needed)
      .flatMap((window) => window.map((entry) => entry.entryId)),
  );
}

/** Episodes when every window is asked, not the maximal ones alone. */
function episodesOfEveryWindow(rule: CorrelationRule, entries: readonly CorrelationEntry[]): readonly string[][] {
  const ordered = [...entries].sort((a, b) => a.timeEpochMs - b.timeEpochMs || (a.entryId < b.entryId ? -1 : 1));
  const needed = rule.thresholds[0]?.value ?? 0;
  const found: { from: number; to: number }[] = [];
  for (const [from, { timeEpochMs }] of ordered.entries()) {
    const after = ordered.findIndex((entry) => entry.timeEpochMs > timeEpochMs + rule.timespanMs);
    const to = after < 0 ? ordered.length : after;
    if (measure(rule, ordered.slice(from, to)) < needed) continue;
    const current = found.at(-1);
    const lastMs = ordered[(current?.to ?? 0) - 1]?.timeEpochMs ?? Number.NEGATIVE_INFINITY;
    if (current !== undefined && timeEpochMs - lastMs <= rule.timespanMs) current.to = Math.max(current.to, to);
    else found.push({ from, to });
  }
  return found.map(({ from, to }) => ordered.slice(from, to).map((entry) => entry.entryId));
}

describe('episodes', () => {
  it('of what grows with the window are those that asking every window gives', () => {
    fc.assert(
      fc.property(anyRule, anyEntries, (rule, entries) => {
        const asked = findEpisodes(rule, entries).map((episode) => episode.entries.map((entry) => entry.entryId));
        expect(asked).toEqual(episodesOfEveryWindow(rule, entries));
      }),
    );
  });

  it('hold every entry of every satisfied window, and exist only where one does', () => {
    fc.assert(
      fc.property(anyRule, anyEntries, (rule, entries) => {
        const satisfied = satisfiedEntryIds(rule, entries);
        const episodes = findEpisodes(rule, entries);
        const told = new Set(episodes.flatMap((episode) => episode.entries.map((entry) => entry.entryId)));
        for (const id of satisfied) expect(told).toContain(id);
        for (const { entries: inEpisode } of episodes) {
          expect(inEpisode.some((entry) => satisfied.has(entry.entryId))).toBe(true);
        }
      }),
    );
  });

  it('do not depend on the order of the entries', () => {
    const shuffled = anyEntries.chain((entries) =>
      fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
    );
    fc.assert(
      fc.property(anyRule, shuffled, (rule, [entries, reordered]) => {
        expect(findEpisodes(rule, reordered)).toEqual(findEpisodes(rule, entries));
      }),
    );
  });

  it('are apart by more than the timespan', () => {
    fc.assert(
      fc.property(anyRule, anyEntries, (rule, entries) => {
        const episodes = findEpisodes(rule, entries);
        episodes.slice(1).forEach((episode, position) => {
          const before = episodes[position]?.entries.at(-1)?.timeEpochMs ?? 0;
          expect(episode.entries[0].timeEpochMs - before).toBeGreaterThan(rule.timespanMs);
        });
      }),
    );
  });
});
