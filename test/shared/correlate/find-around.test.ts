import { describe, expect, it } from 'vitest';
import { findAround, type Search, type SearchResult } from '#shared/correlate/find-around.ts';
import type { CorrelationEntry, NamedEpisode } from '#shared/ports/correlation-store.ts';
import { correlationOf, entryAt } from './correlation-helpers.ts';
import { eventIDsOf, fill, group, nameAt, secondsFrom, type WatchedStore, watchedStore } from './state-helpers.ts';

/** Look around one second for episodes that have a record of that second. */
async function look(
  store: WatchedStore,
  second: number,
  over: Partial<Search> = {},
): Promise<SearchResult & { readonly eventIDs: readonly (readonly string[])[] }> {
  const moment = second * 1000;
  const search: Search = {
    rule: correlationOf(),
    group,
    span: { fromMs: moment, toMs: moment },
    isOpen: ({ timeEpochMs }) => timeEpochMs === moment,
    named: [],
    ...over,
  };
  const result = await findAround(search, store);
  return { ...result, eventIDs: result.episodes.map(({ entries }) => eventIDsOf(entries)) };
}

const idsAt = (seconds: readonly number[]): readonly string[] => seconds.map((second) => `event-${second}`);

describe('what is read', () => {
  it.each<[string, readonly number[], readonly NamedEpisode[], readonly (readonly [number, number])[]]>([
    ['nothing found: one reading, four timespans back and three on', [0], [], [[-240, 180]]],
    ['an episode that lies within: one reading', [-2, -1, 0, 1], [], [[-240, 180]]],
    [
      'one that begins earlier: further back, at least twice as far each time',
      secondsFrom(-600, 0, 30),
      [],
      [
        [-240, 180],
        [-600, 180],
        [-1320, 180],
      ],
    ],
    [
      'one that goes on: further on, at least twice as far each time',
      secondsFrom(0, 600, 30),
      [],
      [
        [-240, 180],
        [-240, 540],
        [-240, 1260],
      ],
    ],
    [
      'one that has been told: its name is enough',
      secondsFrom(-600, 600, 30),
      [nameAt('old', -600, -30)],
      [[-240, 180]],
    ],
    [
      'one that is still to be told: from its first record on, and a timespan before',
      secondsFrom(-600, 0, 30),
      [nameAt('old', -600, -30, { tellings: 0 })],
      [
        [-240, 180],
        [-660, 180],
      ],
    ],
    [
      'one whose name is told beside one that is not: from the first record of that',
      secondsFrom(-600, 0, 30),
      [nameAt('told', -1500, -30), nameAt('untold', -700, -100, { tellings: 0 })],
      [
        [-240, 180],
        [-760, 180],
      ],
    ],
    [
      'several that are still to be told: from the first record of all',
      secondsFrom(-600, 0, 30),
      [nameAt('one', -400, -200, { tellings: 0 }), nameAt('two', -700, -210, { tellings: 0 })],
      [
        [-240, 180],
        [-760, 180],
      ],
    ],
    [
      'another episode far away has no say',
      secondsFrom(-600, 0, 30),
      [nameAt('far', -5000, -4000)],
      [
        [-240, 180],
        [-600, 180],
        [-1320, 180],
      ],
    ],
  ])('%s', async (_, seconds, named, spans) => {
    const store = watchedStore();
    await fill(store, seconds);
    await look(store, 0, { named });
    expect(store.spans).toEqual(spans);
  });

  it('is one span, where windows are judged that have closed', async () => {
    const store = watchedStore();
    await fill(store, secondsFrom(0, 600, 30));
    await look(store, 0, { rule: correlationOf({ thresholds: [{ operator: 'eq', value: 3 }] }) });
    expect(store.spans).toEqual([[-240, 60]]);
  });
});

describe('what is found', () => {
  it.each<[string, readonly number[], number, readonly (readonly number[])[]]>([
    ['the episode, from its first window to its last', secondsFrom(-600, 600, 30), 0, [secondsFrom(-600, 600, 30)]],
    ['not one that the record is no part of', [-70, -65, -61, 0], 0, []],
    ['not what lies more than a timespan before', [-200, -199, -198, -1, 0, 1], 0, [[-1, 0, 1]]],
    ['nothing of too few', [0, 1], 0, []],
  ])('%s', async (_, seconds, second, expected) => {
    const store = watchedStore();
    await fill(store, seconds);
    expect((await look(store, second)).eventIDs).toEqual(expected.map(idsAt));
  });

  it('is found among the latest records, and said to be, where there are more than are read', async () => {
    const store = watchedStore({ maxEntriesRead: 4 });
    await fill(store, secondsFrom(-10, 0, 1));
    const { isCut, eventIDs } = await look(store, 0);
    expect({ isCut, eventIDs }).toEqual({ isCut: true, eventIDs: [idsAt([0, -1, -2, -3].reverse())] });
    expect(store.spans).toEqual([
      [-240, 180],
      [-60, 60],
    ]);
  });

  it('holds windows of records that have closed alone, where a later record could undo others', async () => {
    const store = watchedStore();
    const rule = correlationOf({ thresholds: [{ operator: 'eq', value: 3 }] });
    await fill(store, [0, 1, 2, 100, 101, 102]);
    expect((await look(store, 0, { rule, isOpen: () => true })).eventIDs).toEqual([idsAt([0, 1, 2])]);
  });

  it('holds no window of which the records before might not have been read', async () => {
    const store = watchedStore();
    const rule = correlationOf({ thresholds: [{ operator: 'eq', value: 3 }] });
    const known = [-179, -178, -177, -118, -117, -116, -57, -30, 0];
    // Without its first record, which is not read, the burst before would look like one of three.
    await fill(store, [-241, -240, -239, -238, ...known]);
    const named = [nameAt('old', -179, -30, { tellings: 0 })];
    expect((await look(store, 0, { rule, named })).eventIDs).toEqual([idsAt(known)]);
  });

  it.each([
    [3, true],
    [2, false],
  ])('is said to be found in a busy group, by the last reading: %i entries', async (count, isBusy) => {
    const store = watchedStore({ busyEntries: 3 });
    await fill(store, secondsFrom(1 - count, 0, 1));
    expect((await look(store, 0)).isBusy).toBe(isBusy);
  });
});

describe('a reading that is cut', () => {
  const spanned = (from: number, to: number): Partial<Search> => ({
    span: { fromMs: from * 1000, toMs: to * 1000 },
    isOpen: ({ timeEpochMs }) => timeEpochMs >= from * 1000 && timeEpochMs <= to * 1000,
  });

  it('is done by halves, down to the windows of one timespan; nothing is missed', async () => {
    const store = watchedStore({ maxEntriesRead: 200 });
    const seconds = secondsFrom(-600, 1080, 1);
    await fill(store, seconds);
    const { eventIDs, isCut, isBusy } = await look(store, 0, spanned(0, 480));
    expect({ isCut, isBusy }).toEqual({ isCut: false, isBusy: true });
    expect([...new Set(eventIDs.flat())]).toEqual(expect.arrayContaining([...idsAt(secondsFrom(0, 480, 1))]));
    // One, two, four and eight that are cut, and one narrow one for each of the last eight.
    expect(store.calls).toHaveLength(1 + 2 + 4 + 8 + 8);
  });

  it('is done by halves only where it is cut', async () => {
    const store = watchedStore({ maxEntriesRead: 200 });
    await fill(store, [...secondsFrom(-240, -181, 0.2), ...secondsFrom(900, 960, 1)]);
    const { isCut, isBusy } = await look(store, 0, spanned(0, 960));
    expect({ isCut, isBusy }).toEqual({ isCut: false, isBusy: true });
    expect(store.spans).toEqual([
      [-240, 1140],
      [-240, 660],
      [-240, 420],
      [-240, 300],
      [-240, 240],
      [-60, 120],
      [-179.999, 300],
      [-119.999, 420],
      [0.001, 660],
      [240.001, 1140],
    ]);
  });

  it('says that something may be missed only where the windows of one timespan are too full', async () => {
    const store = watchedStore({ maxEntriesRead: 50 });
    await fill(store, secondsFrom(-60, 60, 1));
    const { isCut, isBusy, eventIDs } = await look(store, 0);
    expect({ isCut, isBusy, found: eventIDs.length }).toEqual({ isCut: true, isBusy: true, found: 0 });
    expect((await look(store, 30)).eventIDs).toEqual([idsAt(secondsFrom(11, 60, 1))]);
  });

  describe('of a correlation that a record could undo', () => {
    const valued = (second: number, value: string): CorrelationEntry => entryAt(second, { values: [value] });
    const mean = correlationOf({ type: 'value_avg', fields: ['bytes'], thresholds: [{ operator: 'gte', value: 100 }] });
    const small = secondsFrom(-50, -40, 1).map((second) => valued(second, '0'));

    it('does not ask the earliest window: what was not read might be part of it', async () => {
      const store = watchedStore({ maxEntriesRead: 4 });
      await store.addEntries(group, [...small, ...[-3, -2, -1, 0].map((second) => valued(second, '100'))]);
      const { isCut, eventIDs } = await look(store, 0, { rule: mean });
      expect({ isCut, eventIDs }).toEqual({ isCut: true, eventIDs: [] });
    });

    it('asks the windows after that', async () => {
      const store = watchedStore({ maxEntriesRead: 4 });
      const large = [0, 58, 60].map((second) => valued(second, '100'));
      await store.addEntries(group, [...small, valued(-3, '0'), ...large]);
      expect((await look(store, 0, { rule: mean })).eventIDs).toEqual([idsAt([0, 58, 60])]);
    });

    const exactlyThree = correlationOf({ thresholds: [{ operator: 'eq', value: 3 }] });
    const crowd = secondsFrom(-200, -190, 1);
    it.each<[string, readonly number[], readonly (readonly number[])[]]>([
      ['asks the earliest window of those that are read whole', [...crowd, 0, 1, 2], [[0, 1, 2]]],
      ['also where it begins before the span', [...crowd, -60, -1, 0], [[-60, -1, 0]]],
    ])('%s', async (_, seconds, expected) => {
      const store = watchedStore({ maxEntriesRead: 6 });
      await fill(store, seconds);
      const { isCut, eventIDs } = await look(store, 0, { rule: exactlyThree });
      expect({ isCut, eventIDs }).toEqual({ isCut: false, eventIDs: expected.map(idsAt) });
    });

    it('does not ask the earliest window where it ends before the span: it may be the tail of another', async () => {
      const store = watchedStore({ maxEntriesRead: 6 });
      await fill(store, [...crowd, -62, -60, -59, -58, 1]);
      const { eventIDs } = await look(store, 0, { rule: exactlyThree, ...spanned(0, 10) });
      expect(eventIDs).toEqual([idsAt([-59, -58, 1])]);
    });
  });
});
