import { describe, expect, it } from 'vitest';
import { type Look, type TrackedGroup, trackGroup } from '#shared/correlate/track-group.ts';
import type { Deadline } from '#shared/ports/agenda.ts';
import { CorrelationStoreError, type EpisodeRegister } from '#shared/ports/correlation-store.ts';
import { correlationOf } from './correlation-helpers.ts';
import { eventIDsOf, fill, group, nameAt, type WatchedStore, watchedStore } from './state-helpers.ts';

/** What a look leaves to the agenda. */
const note: Deadline = { dueMs: 1, group };

function track(store: WatchedStore, ...seconds: readonly number[]): Promise<TrackedGroup> {
  const moments = seconds.map((second) => second * 1000);
  return trackGroup(
    {
      rule: correlationOf(),
      group,
      look: () => ({ spans: moments.map((moment) => ({ fromMs: moment, toMs: moment })), notes: [note] }),
      isOpen: ({ timeEpochMs }) => moments.includes(timeEpochMs),
    },
    { store, now: () => 7000 },
  );
}

const named = async (store: WatchedStore): Promise<EpisodeRegister> => store.readEpisodes(group);

describe('a group', () => {
  it('of which nothing is found is left as it is', async () => {
    const store = watchedStore();
    await fill(store, [0, 1]);
    expect(await track(store, 1)).toEqual({ untold: [], joins: [], isCut: false, notes: [note] });
    expect(store.calls).toEqual(['readEpisodes', 'readEntries']);
  });

  it('keeps the name of what is found, which is to be told', async () => {
    const store = watchedStore();
    await fill(store, [0, 1, 2]);
    const { untold } = await track(store, 2);
    expect(untold.map(({ name, episode }) => [name.firstEventID, eventIDsOf(episode.entries)])).toEqual([
      ['event-0', ['event-0', 'event-1', 'event-2']],
    ]);
    expect(await named(store)).toStrictEqual({
      version: 1,
      episodes: [nameAt('event-0', 0, 2, { tellings: 0, toldCount: 0 })],
    });
  });

  it('is not written again for an episode that nothing widens', async () => {
    const store = watchedStore();
    await fill(store, [0, 1, 2], [nameAt('event-0', 0, 2, { tellings: 0 })]);
    expect((await track(store, 2)).untold).toHaveLength(1);
    expect(store.calls).toEqual(['readEpisodes', 'readEntries']);
  });

  it('gives nothing to tell of an episode that was told, and keeps how it was widened', async () => {
    const store = watchedStore();
    await fill(store, [0, 1, 2, 40], [nameAt('event-0', 0, 2)]);
    expect((await track(store, 40)).untold).toEqual([]);
    expect(await named(store)).toEqual({ version: 2, episodes: [{ ...nameAt('event-0', 0, 2), lastMs: 40_000 }] });
  });

  it('tells which episodes turned out to be one', async () => {
    const store = watchedStore();
    await fill(store, [0, 1, 2, 60, 120, 121, 122], [nameAt('event-0', 0, 2), nameAt('event-120', 120, 122)]);
    expect(await track(store, 60)).toMatchObject({
      untold: [],
      joins: [{ into: 'event-0', joined: ['event-120'] }],
    });
  });

  it.each([
    ['the first', [0, 300]],
    ['the last', [300, 0]],
  ])('says that a window was cut in %s of the places looked at', async (_, seconds) => {
    const store = watchedStore({ maxEntriesRead: 5 });
    await fill(store, [-4, -3, -2, -1, 0, 1, 300]);
    expect((await track(store, ...seconds)).isCut).toBe(true);
  });
});

describe('when another writes at the same time', () => {
  it('finds the name that the other has given', async () => {
    const store = watchedStore();
    await fill(store, [0, 1, 2]);
    const other = nameAt('event-1', 1, 2, { tellings: 0 });
    store.beforeWrite = async (held) => {
      store.beforeWrite = async () => undefined;
      await held.writeEpisodes(group, { version: 0, episodes: [other] });
    };
    const { untold } = await track(store, 2);
    expect(untold.map(({ name }) => name.firstEventID)).toEqual(['event-1']);
    expect(await named(store)).toEqual({ version: 2, episodes: [{ ...other, firstMs: 0 }] });
  });

  it('leaves to the agenda what the register says that was written last', async () => {
    const store = watchedStore();
    await fill(store, [0, 1, 2]);
    store.beforeWrite = (held) => held.writeEpisodes(group, { version: 0, episodes: [nameAt('event-1', 1, 2)] });
    const look = ({ version }: EpisodeRegister): Look => ({
      spans: [{ fromMs: 2000, toMs: 2000 }],
      notes: [{ dueMs: version, group }],
    });
    const tracked = await trackGroup(
      { rule: correlationOf(), group, look, isOpen: () => true },
      { store, now: () => 7000 },
    );
    expect(tracked.notes).toEqual([{ dueMs: 1, group }]);
  });

  it('tells nothing that the other has told', async () => {
    const store = watchedStore();
    await fill(store, [0, 1, 2]);
    store.beforeWrite = (held) => held.writeEpisodes(group, { version: 0, episodes: [nameAt('event-0', 0, 2)] });
    expect((await track(store, 2)).untold).toEqual([]);
  });

  it('gives up after twenty times: the delivery is tried again', async () => {
    const store = watchedStore();
    await fill(store, [0, 1, 2]);
    store.beforeWrite = async (held) => held.writeEpisodes(group, await held.readEpisodes(group));
    const tracked = track(store, 2);
    await expect(tracked).rejects.toBeInstanceOf(CorrelationStoreError);
    await expect(tracked).rejects.toThrow('episodes of correlation were changed by others 20 times');
    expect(store.calls.filter((call) => call === 'writeEpisodes')).toHaveLength(20);
  });
});

describe('a group that is read too often', () => {
  const busy = (): WatchedStore => watchedStore({ busyEntries: 3 });

  it('is noted as busy for a minute, also where nothing was found', async () => {
    const store = busy();
    await fill(store, [0, 100, 200]);
    await track(store, 100);
    expect(await named(store)).toEqual({ version: 1, episodes: [], busyUntilMs: 67_000 });
  });

  it('keeps its episodes', async () => {
    const store = busy();
    await fill(store, [0, 1, 2]);
    expect((await track(store, 2)).untold).toHaveLength(1);
    expect(await named(store)).toMatchObject({ episodes: [{ firstEventID: 'event-0' }], busyUntilMs: 67_000 });
  });

  it('is busy where one of the places looked at is', async () => {
    const store = busy();
    await fill(store, [0, 1, 2, 500]);
    await track(store, 0, 500);
    expect((await named(store)).busyUntilMs).toBe(67_000);
  });

  it('is not, where fewer were read; what was noted before stays', async () => {
    const store = busy();
    await fill(store, [0, 1]);
    await store.writeEpisodes(group, { version: 0, episodes: [], busyUntilMs: 5000 });
    await track(store, 1);
    expect(await named(store)).toEqual({ version: 1, episodes: [], busyUntilMs: 5000 });
  });

  it('keeps being noted when its episodes change', async () => {
    const store = watchedStore();
    await fill(store, [0, 1, 2]);
    await store.writeEpisodes(group, { version: 0, episodes: [], busyUntilMs: 5000 });
    await track(store, 2);
    expect(await named(store)).toMatchObject({ version: 2, busyUntilMs: 5000 });
  });
});
