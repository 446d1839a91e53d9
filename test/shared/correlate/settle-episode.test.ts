import { describe, expect, it } from 'vitest';
import type { FoundEpisode } from '#shared/correlate/conclusions.ts';
import { settleEpisode } from '#shared/correlate/settle-episode.ts';
import type { CorrelationDetection } from '#shared/model/detection.ts';
import type { NamedEpisode } from '#shared/ports/correlation-store.ts';
import { correlationDetection } from '../alert/detections.ts';
import { fill, group, nameAt, type WatchedStore, watchedStore } from './state-helpers.ts';

const untold = nameAt('old', 0, 10, { tellings: 0, toldCount: 0 });

const found = (over: Partial<CorrelationDetection> = {}): FoundEpisode => ({
  group,
  crossedMs: 0,
  fields: {},
  detection: correlationDetection({ firstEventID: 'old', eventCount: 7, ...over }),
});

const namesIn = async (store: WatchedStore): Promise<readonly NamedEpisode[]> =>
  (await store.readEpisodes(group)).episodes;

it.each<[string, NamedEpisode, Partial<CorrelationDetection>, boolean, Partial<NamedEpisode>]>([
  ['told now: with its count', untold, {}, true, { tellings: 1, toldCount: 7 }],
  ['told before, by one who died: with at least one', untold, {}, false, { tellings: 1, toldCount: 1 }],
  ['told before, and noted', { ...untold, tellings: 2, toldCount: 9 }, {}, false, { tellings: 2, toldCount: 9 }],
  ['told with fewer', { ...untold, tellings: 2, toldCount: 9 }, {}, true, { tellings: 2, toldCount: 9 }],
  ['told anew', { ...untold, tellings: 1, toldCount: 2 }, { update: 'growing' }, true, { tellings: 2, toldCount: 7 }],
  [
    'told to be over',
    { ...untold, tellings: 3, toldCount: 7 },
    { update: 'over' },
    true,
    { tellings: 4, toldCount: 7 },
  ],
  [
    'taken in by another',
    { ...untold, firstEventID: 'other', joined: ['old'] },
    {},
    true,
    { tellings: 1, toldCount: 7 },
  ],
])('an episode %s', async (_, name, over, isToldNow, expected) => {
  const store = watchedStore();
  const others = [nameAt('before', -900, -800), nameAt('after', 800, 900)] as const;
  await fill(store, [], [others[0], name, others[1]]);
  await settleEpisode(found(over), isToldNow, store);
  expect(await namesIn(store)).toEqual([others[0], { ...name, ...expected }, others[1]]);
});

describe('an episode', () => {
  it('that the group has forgotten is left', async () => {
    const store = watchedStore();
    await fill(store, [], [nameAt('other', 0, 10)]);
    await settleEpisode(found(), true, store);
    expect(store.calls).toEqual(['readEpisodes']);
  });

  it('that another changes meanwhile is settled with what the other changed', async () => {
    const store = watchedStore();
    await fill(store, [], [untold]);
    store.beforeWrite = async (held) => {
      store.beforeWrite = async () => undefined;
      await held.writeEpisodes(group, { version: 1, episodes: [{ ...untold, lastMs: 99_000 }] });
    };
    await settleEpisode(found(), true, store);
    expect(await namesIn(store)).toEqual([{ ...untold, lastMs: 99_000, tellings: 1, toldCount: 7 }]);
    expect(store.calls.filter((call) => call === 'writeEpisodes')).toHaveLength(2);
  });

  it('of a busy group leaves it busy', async () => {
    const store = watchedStore();
    await store.writeEpisodes(group, { version: 0, episodes: [untold], busyUntilMs: 5000 });
    await settleEpisode(found(), true, store);
    expect(await store.readEpisodes(group)).toMatchObject({ version: 2, busyUntilMs: 5000 });
  });

  it('that others change each time is left after five times', async () => {
    const store = watchedStore();
    await fill(store, [], [untold]);
    store.beforeWrite = async (held) => held.writeEpisodes(group, await held.readEpisodes(group));
    await settleEpisode(found(), true, store);
    expect(store.calls.filter((call) => call === 'writeEpisodes')).toHaveLength(5);
    expect(await namesIn(store)).toEqual([untold]);
  });
});
