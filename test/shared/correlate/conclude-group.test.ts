import { describe, expect, it } from 'vitest';
import { concludeDue, concludeGroup } from '#shared/correlate/conclude-group.ts';
import { type Conclusions, noConclusions } from '#shared/correlate/conclusions.ts';
import { foldRule } from '#shared/correlate/fold-rule.ts';
import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import type { Agenda } from '#shared/ports/agenda.ts';
import type { NamedEpisode, TimeSpan } from '#shared/ports/correlation-store.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { correlationOf, entryAt, metaOf } from './correlation-helpers.ts';
import { fill, group, nameAt, type WatchedStore, watchedStore } from './state-helpers.ts';

const minuteMs = 60_000;
const exactlyThree = correlationOf({ thresholds: [{ operator: 'eq', value: 3 }] });

/** A minute, by its number. */
const spanOf = (minute: number): TimeSpan => ({ fromMs: minute * minuteMs, toMs: (minute + 1) * minuteMs - 1 });

interface Delivered {
  readonly seconds: readonly number[];
  readonly rule?: CorrelationRule;
  readonly agenda?: Agenda;
  readonly nowMs?: number;
}

function deliver(store: WatchedStore, delivered: Delivered): Promise<Conclusions> {
  const { seconds, rule = correlationOf(), agenda = createMemoryAgenda(), nowMs = 0 } = delivered;
  const entries = seconds.map((second) => entryAt(second));
  return concludeGroup({ rule, waitMs: 15 * minuteMs }, group, entries, { store, agenda, now: () => nowMs });
}

describe('an entry that can only belong to an episode that was told', () => {
  const told = nameAt('old', 0, 10);

  it.each<[string, readonly NamedEpisode[], number]>([
    ['between its first and last record', [told], 5],
    ['with its first record', [told], 0],
    ['half a timespan after its last record', [told], 40],
    ['with another episode more than two timespans after', [told, nameAt('next', 125.001, 130)], 5],
    ['with another episode more than two timespans before', [nameAt('last', -200, -115.001), told], 5],
  ])('costs no reading of entries: %s', async (_, named, second) => {
    const store = watchedStore();
    await fill(store, [0, 5, 10], named);
    expect(await deliver(store, { seconds: [second] })).toEqual(noConclusions);
    expect(store.calls).toEqual(['addEntries', 'readEpisodes']);
  });

  it.each<[string, readonly NamedEpisode[], number]>([
    ['before its first record', [told], -0.001],
    ['more than half a timespan after its last record', [told], 40.001],
    ['of an episode that is still to be told', [{ ...told, tellings: 0 }], 5],
    ['with another episode two timespans after', [told, nameAt('next', 125, 130)], 5],
    ['with another episode two timespans before', [nameAt('last', -200, -115), told], 5],
    ['of a group without episodes', [], 5],
    ['far from any episode', [told], 500],
  ])('is not one %s', async (_, named, second) => {
    const store = watchedStore();
    await fill(store, [0, 5, 10], named);
    await deliver(store, { seconds: [second] });
    expect(store.calls).toContain('readEntries');
  });

  it('does not keep others of the delivery from being judged', async () => {
    const store = watchedStore();
    await fill(store, [0, 5, 10], [told]);
    const { found } = await deliver(store, { seconds: [5, 600, 601, 602] });
    expect(found.map(({ detection }) => detection.firstEventID)).toEqual(['event-600']);
  });
});

describe('an episode that is found at once', () => {
  it('is told under its name, with what it was found in', async () => {
    const store = watchedStore();
    const { found, joined, cut } = await deliver(store, { seconds: [2, 0, 1, 3] });
    expect(found).toMatchObject([
      { group, crossedMs: 2000, fields: {}, detection: { firstEventID: 'event-0', eventCount: 4, firstSeenMs: 0 } },
    ]);
    expect({ joined, cut }).toEqual({ joined: [], cut: [] });
  });

  it('keeps the crossing that it was named with', async () => {
    const store = watchedStore();
    await fill(store, [0, 1, 2], [nameAt('event-0', 0, 2, { tellings: 0 })]);
    const { found } = await deliver(store, { seconds: [-1] });
    expect(found).toMatchObject([{ crossedMs: 2000, detection: { firstEventID: 'event-0', firstSeenMs: -1000 } }]);
  });

  it('is one with others, where a late record joins them', async () => {
    const store = watchedStore();
    await fill(store, [0, 1, 2, 120, 121, 122], [nameAt('event-0', 0, 2), nameAt('event-120', 120, 122)]);
    const { found, joined } = await deliver(store, { seconds: [60] });
    expect(found).toEqual([]);
    expect(joined).toEqual([{ rule: metaOf('correlation'), group, into: 'event-0', joined: ['event-120'] }]);
  });

  it('is said to be found among the latest records where there are more', async () => {
    expect(await deliver(watchedStore({ maxEntriesRead: 3 }), { seconds: [0, 1, 2, 3] })).toMatchObject({
      cut: ['correlation'],
    });
  });

  it('is found though a dense stretch comes after it, of more than are read at once', async () => {
    const rule = correlationOf({
      type: 'temporal',
      ruleIds: ['b', 'a'],
      timespanMs: 10 * minuteMs,
      thresholds: [],
    });
    const entries = [
      entryAt(0, { ruleId: 'b', eventID: 'act' }),
      ...Array.from({ length: 2100 }, (_, number) => entryAt(2 * number + 1, { ruleId: 'a' })),
    ];
    const ports = { store: watchedStore({ maxEntriesRead: 2000 }), agenda: createMemoryAgenda(), now: () => 0 };
    const { found, cut } = await concludeGroup({ rule, waitMs: 0 }, group, entries, ports);
    expect(found.map(({ detection }) => detection.firstEventID)).toEqual(['act']);
    expect(cut).toEqual([]);
  });

  it('leaves nothing in the agenda', async () => {
    const agenda = createMemoryAgenda();
    await deliver(watchedStore(), { seconds: [0, 1, 2], agenda });
    expect(await agenda.due(Number.POSITIVE_INFINITY)).toEqual([]);
  });
});

describe('folded repeats', () => {
  const rule = foldRule(metaOf('correlation', { trailguard: { dedup: ['who'] } }), minuteMs) ?? exactlyThree;

  it('are looked at again at the next whole minute but one at the latest', async () => {
    const agenda = createMemoryAgenda();
    const { found } = await deliver(watchedStore(), { seconds: [0, 1], rule, agenda, nowMs: 7000 });
    expect(found).toHaveLength(1);
    expect(await agenda.due(Number.POSITIVE_INFINITY)).toMatchObject([
      { dueMs: 120_000, group, look: { episode: 'event-0', waitMs: 60_000, seenCount: 2 } },
    ]);
  });

  it('that were told are not looked at once more', async () => {
    const store = watchedStore();
    await fill(store, [0], [nameAt('event-0', 0, 0)]);
    const agenda = createMemoryAgenda();
    await deliver(store, { seconds: [50], rule, agenda });
    expect(await agenda.due(Number.POSITIVE_INFINITY)).toEqual([]);
  });

  // A timespan after its last record, and fifteen minutes for what comes late.
  const overMs = 10_000 + minuteMs + 15 * minuteMs;
  it.each<[string, NamedEpisode, number, number, readonly string[]]>([
    ['of an episode that was over are looked at as that one', nameAt('old', 0, 10), 20, overMs, ['old']],
    ['also a timespan after its last', nameAt('old', 0, 10), 70, overMs, ['old']],
    ['also a timespan before its first', nameAt('old', 60, 70), 0, overMs + minuteMs, ['old']],
    ['of one that was not over are left to the look that there is', nameAt('old', 0, 10), 20, overMs - 1, []],
    ['of one that is to be told are looked at once', nameAt('old', 0, 10, { tellings: 0 }), 20, overMs, ['old']],
    ['far from it are looked at as their own', nameAt('old', 0, 10), 71, overMs, ['event-71']],
  ])('that come late, %s', async (_, name, second, nowMs, expected) => {
    const store = watchedStore();
    await fill(store, [name.firstMs / 1000, name.lastMs / 1000], [name]);
    const agenda = createMemoryAgenda();
    await deliver(store, { seconds: [second], rule, agenda, nowMs });
    const looks = await agenda.due(Number.POSITIVE_INFINITY);
    expect(looks.map(({ look }) => look?.episode)).toEqual(expected);
  });

  it('that come late are looked at with the count that was told, so that they are seen to be more', async () => {
    const store = watchedStore();
    await fill(store, [0, 10], [nameAt('old', 0, 10, { toldCount: 2 })]);
    const agenda = createMemoryAgenda();
    await deliver(store, { seconds: [20], rule, agenda, nowMs: overMs });
    expect(await agenda.due(Number.POSITIVE_INFINITY)).toMatchObject([
      { dueMs: 18 * minuteMs, group, look: { episode: 'old', waitMs: minuteMs, seenCount: 2 } },
    ]);
  });
});

describe('an episode that a later record could take away', () => {
  it('is not looked for: its windows are noted, those that close in one minute once', async () => {
    const store = watchedStore();
    const agenda = createMemoryAgenda();
    const notings: unknown[] = [];
    const noting: Agenda = {
      ...agenda,
      note: async (deadline) => {
        notings.push(deadline);
        await agenda.note(deadline);
      },
    };
    expect(await deliver(store, { seconds: [1, 2, 60, 61], rule: exactlyThree, agenda: noting })).toEqual(
      noConclusions,
    );
    expect(store.calls).toEqual(['addEntries']);
    expect(notings).toEqual([
      { dueMs: 17 * minuteMs, group, span: spanOf(0) },
      { dueMs: 18 * minuteMs, group, span: spanOf(1) },
    ]);
  });

  it.each<[string, readonly number[], readonly number[], readonly string[]]>([
    ['is found when its windows have closed', [1, 2, 3], [0], ['event-1']],
    ['is not found in windows that have not', [1, 2, 3], [1], []],
    ['is found by its first record, though it ends in a later minute', [59, 60, 61], [0], ['event-59']],
    ['is none where there were more', [1, 2, 3, 4], [0], []],
    ['is found for each deadline', [1, 2, 3, 301, 302, 303], [0, 5], ['event-1', 'event-301']],
    ['is found with the first moment of its minute', [60, 61, 62], [1], ['event-60']],
    ['is found with the last moment of its minute', [59.999, 61, 62], [0], ['event-59.999']],
    ['is found whole with each deadline that has a record of it', [0, 1, 60], [0], ['event-0']],
    ['is found whole, also with the later one', [0, 1, 60], [1], ['event-0']],
  ])('%s', async (_, seconds, minutes, expected) => {
    const store = watchedStore();
    await fill(store, seconds);
    const ports = { store, agenda: createMemoryAgenda(), now: () => 0 };
    const { found } = await concludeDue(exactlyThree, group, minutes.map(spanOf), ports);
    expect(found.map(({ detection }) => detection.firstEventID)).toEqual(expected);
  });
});

describe('entries that come while their group is busy', () => {
  const busyUntilMs = 100 * minuteMs;
  const busy = async (untilMs = busyUntilMs): Promise<WatchedStore> => {
    const store = watchedStore();
    await store.writeEpisodes(group, { version: 0, episodes: [nameAt('old', 0, 10)], busyUntilMs: untilMs });
    store.calls.length = 0;
    return store;
  };
  it('are not judged, but put off: those of a minute together', async () => {
    const store = await busy();
    const agenda = createMemoryAgenda();
    expect(await deliver(store, { seconds: [600, 601, 659.999, 660], agenda })).toEqual(noConclusions);
    expect(store.calls).toEqual(['addEntries', 'readEpisodes']);
    expect(await agenda.due(Number.POSITIVE_INFINITY)).toMatchObject([
      { dueMs: busyUntilMs, group, span: spanOf(10) },
      { dueMs: busyUntilMs, group, span: spanOf(11) },
    ]);
  });

  it('are put off until a whole minute', async () => {
    const agenda = createMemoryAgenda();
    await deliver(await busy(busyUntilMs - 1), { seconds: [600], agenda });
    expect(await agenda.due(Number.POSITIVE_INFINITY)).toMatchObject([{ dueMs: busyUntilMs, span: spanOf(10) }]);
  });

  it('are put off not even so, when they can only belong to an episode that was told', async () => {
    const agenda = createMemoryAgenda();
    await deliver(await busy(), { seconds: [5], agenda });
    expect(await agenda.due(Number.POSITIVE_INFINITY)).toEqual([]);
  });

  it('are judged as they come, when that is over', async () => {
    const agenda = createMemoryAgenda();
    const { found } = await deliver(await busy(), { seconds: [600, 601, 602], agenda, nowMs: busyUntilMs });
    expect(found).toHaveLength(1);
    expect(await agenda.due(Number.POSITIVE_INFINITY)).toEqual([]);
  });

  it('are judged when they are due, and no others', async () => {
    const store = watchedStore();
    await fill(store, [58, 59, 60, 150, 151, 152]);
    const ports = { store, agenda: createMemoryAgenda(), now: () => 0 };
    const { found } = await concludeDue(correlationOf(), group, [spanOf(1)], ports);
    expect(found.map(({ detection }) => detection.firstEventID)).toEqual(['event-58']);
  });
});
