import { describe, expect, it } from 'vitest';
import type { Episode } from '#shared/correlate/find-episodes.ts';
import { isNear, type Join, mergeEpisodes } from '#shared/correlate/merge-episodes.ts';
import type { NamedEpisode } from '#shared/ports/correlation-store.ts';
import { episodeAt, eventIDsOf, nameAt } from './state-helpers.ts';

const timespanMs = 60_000;
const old = nameAt('old', 100, 110);
const later = nameAt('later', 300, 310, { tellings: 2, toldCount: 10, joined: ['gone'] });

describe('an episode that is part of no named one', () => {
  it('is named after its first record, and has not been told', () => {
    const { episodes, named, joins } = mergeEpisodes([], [episodeAt(1, 2, 3)], timespanMs);
    const name: NamedEpisode = {
      firstEventID: 'event-1',
      crossedMs: 3000,
      firstMs: 1000,
      lastMs: 3000,
      tellings: 0,
      toldCount: 0,
      joined: [],
    };
    expect({ episodes, joins }).toEqual({ episodes: [name], joins: [] });
    expect(named).toEqual([{ name, episode: episodeAt(1, 2, 3) }]);
  });

  it('comes after those that were named before it', () => {
    const { episodes } = mergeEpisodes([old], [episodeAt(500), episodeAt(1)], timespanMs);
    expect(episodes.map(({ firstEventID }) => firstEventID)).toEqual(['old', 'event-500', 'event-1']);
  });
});

describe('an episode that is part of a named one', () => {
  it.each<[string, Episode, Partial<NamedEpisode>]>([
    ['within it: changes nothing', episodeAt(102, 104), {}],
    ['that begins earlier: widens it', episodeAt(90, 105), { firstMs: 90_000 }],
    ['that ends later: widens it', episodeAt(105, 150), { lastMs: 150_000 }],
    ['a timespan before it: widens it', episodeAt(30, 40), { firstMs: 30_000 }],
    ['a timespan after it: widens it', episodeAt(170, 180), { lastMs: 180_000 }],
  ])('%s', (_, episode, changes) => {
    const { episodes, named, joins } = mergeEpisodes([old], [episode], timespanMs);
    const name = { ...old, ...changes };
    expect({ episodes, named, joins }).toEqual({ episodes: [name], named: [{ name, episode }], joins: [] });
  });

  it.each<[string, Episode, boolean]>([
    ['a timespan before', episodeAt(30, 40), true],
    ['more than a timespan before', episodeAt(30, 39.999), false],
    ['a timespan after', episodeAt(170, 180), true],
    ['more than a timespan after', episodeAt(170.001, 180), false],
    ['around it', episodeAt(0, 500), true],
  ])('%s is near: %s', (_, episode, expected) => {
    expect(isNear(old, episode, timespanMs)).toBe(expected);
  });
});

describe('an episode that is part of several named ones', () => {
  it.each<[string, readonly NamedEpisode[], NamedEpisode, Join]>([
    [
      'the one named first takes the other in, with what that one had taken in and told',
      [old, later],
      { ...old, lastMs: 310_000, tellings: 2, toldCount: 10, joined: ['later', 'gone'] },
      { into: 'old', joined: ['later'] },
    ],
    [
      'also when it is the later one',
      [later, old],
      { ...later, firstMs: 100_000, joined: ['gone', 'old'] },
      { into: 'later', joined: ['old'] },
    ],
    [
      'the one that was told takes one in that was named before it and not told',
      [{ ...old, tellings: 0, toldCount: 0 }, later],
      { ...later, firstMs: 100_000, joined: ['gone', 'old'] },
      { into: 'later', joined: ['old'] },
    ],
    [
      'of those that were told, the one named first takes the others in',
      [nameAt('untold', 200, 205, { tellings: 0 }), later, old],
      { ...later, firstMs: 100_000, joined: ['gone', 'untold', 'old'] },
      { into: 'later', joined: ['untold', 'old'] },
    ],
    [
      'of those that were not told, too',
      [
        { ...old, tellings: 0, toldCount: 0 },
        { ...later, tellings: 0, toldCount: 0 },
      ],
      { ...old, lastMs: 310_000, tellings: 0, toldCount: 0, joined: ['later', 'gone'] },
      { into: 'old', joined: ['later'] },
    ],
  ])('%s', (_, named, expected, join) => {
    const { episodes, joins } = mergeEpisodes(named, [episodeAt(150, 200, 250)], timespanMs);
    expect({ episodes, joins }).toEqual({ episodes: [expected], joins: [join] });
  });

  it('leaves others where they are', () => {
    const far = nameAt('far', 900, 910);
    const { episodes } = mergeEpisodes([old, far, later], [episodeAt(150, 250)], timespanMs);
    expect(episodes.map(({ firstEventID }) => firstEventID)).toEqual(['old', 'far']);
  });

  it('is told as one, though one of them was named in the same search', () => {
    const { named } = mergeEpisodes([old], [episodeAt(300, 310), episodeAt(150, 250)], timespanMs);
    expect(named.map(({ name, episode }) => [name.firstEventID, eventIDsOf(episode.entries)])).toEqual([
      ['old', ['event-150', 'event-250', 'event-300', 'event-310']],
    ]);
  });
});

describe('parts of one episode that were found in two places', () => {
  it('are one episode: each record once, in order, with the first crossing and the highest peak', () => {
    const parts: readonly Episode[] = [
      { ...episodeAt(150, 160), crossedMs: 160_000, peak: 9 },
      { ...episodeAt(70, 120, 150), crossedMs: 120_000, peak: 3 },
    ];
    const { named } = mergeEpisodes([old], parts, timespanMs);
    const [part] = named;
    expect(named).toHaveLength(1);
    expect(eventIDsOf(part?.episode.entries ?? [])).toEqual(['event-70', 'event-120', 'event-150', 'event-160']);
    expect(part?.episode).toMatchObject({ crossedMs: 120_000, peak: 9 });
  });

  it('keep the first crossing and the highest peak whichever part comes first', () => {
    const parts: readonly Episode[] = [
      { ...episodeAt(70, 120), crossedMs: 120_000, peak: 3 },
      { ...episodeAt(150, 160), crossedMs: 160_000, peak: 9 },
    ];
    expect(mergeEpisodes([old], parts, timespanMs).named[0]?.episode).toMatchObject({ crossedMs: 120_000, peak: 9 });
  });
});

describe('what a group remembers', () => {
  const idsOf = (names: readonly NamedEpisode[]): readonly string[] => names.map(({ firstEventID }) => firstEventID);
  /** A hundred episodes, of which each ended before the one named before it. */
  const hundred = Array.from({ length: 100 }, (_, number) => nameAt(`old-${number}`, -1000 * number, -1000 * number));

  it('is the 100 episodes that ended last, in the order in which they were named', () => {
    const { episodes } = mergeEpisodes(hundred, [episodeAt(1000)], timespanMs);
    expect(idsOf(episodes)).toEqual([...idsOf(hundred.slice(0, 99)), 'event-1000']);
  });

  it('is all of them, up to 100', () => {
    const { episodes } = mergeEpisodes(hundred.slice(1), [episodeAt(1000)], timespanMs);
    expect(idsOf(episodes)).toEqual([...idsOf(hundred.slice(1)), 'event-1000']);
  });

  it('is named all the same when it is too old to be remembered', () => {
    const { episodes, named } = mergeEpisodes(hundred, [episodeAt(-200_000)], timespanMs);
    expect(idsOf(episodes)).toEqual(idsOf(hundred));
    expect(named.map(({ name }) => name.firstEventID)).toEqual(['event--200000']);
  });

  it('is of each episode the last 25 that it took in', () => {
    const joined = Array.from({ length: 25 }, (_, number) => `taken-in-${number}`);
    const { episodes } = mergeEpisodes([{ ...old, joined }, nameAt('other', 200, 210)], [episodeAt(150)], timespanMs);
    expect(episodes.map((name) => name.joined)).toEqual([[...joined.slice(1), 'other']]);
  });
});
