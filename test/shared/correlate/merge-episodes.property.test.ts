import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Episode } from '#shared/correlate/find-episodes.ts';
import { mergeEpisodes } from '#shared/correlate/merge-episodes.ts';
import type { NamedEpisode } from '#shared/ports/correlation-store.ts';
import { episodeAt, eventIDsOf } from './state-helpers.ts';

const timespanMs = 60_000;

/** Searches of one group, one after the other; each found some episodes, of records at some seconds. */
const searches = fc.array(
  fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 1000 }), fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 4 }))
      .map(([first, gaps]): Episode => {
        const sumTo = (count: number): number => gaps.slice(0, count).reduce((sum, gap) => sum + gap, first);
        return episodeAt(first, ...gaps.map((_, position) => sumTo(position + 1)));
      }),
    { maxLength: 3 },
  ),
  { maxLength: 8 },
);

const idsOf = ({ firstEventID, joined }: NamedEpisode): readonly string[] => [firstEventID, ...joined];

it('a name that was given stays, alone or joined to one given before it, and keeps its crossing', () => {
  fc.assert(
    fc.property(searches, (all) => {
      let episodes: readonly NamedEpisode[] = [];
      for (const found of all) {
        const before = episodes;
        const merged = mergeEpisodes(before, found, timespanMs);
        episodes = merged.episodes;
        for (const [rank, name] of before.entries()) {
          const holder = episodes.find((episode) => idsOf(episode).includes(name.firstEventID));
          expect(idsOf(holder ?? name)).toEqual(expect.arrayContaining([...idsOf(name)]));
          const holderRank = before.findIndex(({ firstEventID }) => firstEventID === holder?.firstEventID);
          expect(holderRank).toBeGreaterThanOrEqual(0);
          expect(holderRank).toBeLessThanOrEqual(rank);
          expect(holder?.crossedMs).toBe(before[holderRank]?.crossedMs);
          expect([
            holder === undefined,
            (holder?.firstMs ?? 0) <= name.firstMs,
            (holder?.lastMs ?? 0) >= name.lastMs,
          ]).toEqual([false, true, true]);
        }
      }
    }),
  );
});

it('each record that was found is told under one name, whose span holds it', () => {
  fc.assert(
    fc.property(searches, (all) => {
      let episodes: readonly NamedEpisode[] = [];
      for (const found of all) {
        const merged = mergeEpisodes(episodes, found, timespanMs);
        episodes = merged.episodes;
        const told = merged.named.flatMap(({ episode }) => eventIDsOf(episode.entries));
        const asked = new Set(found.flatMap(({ entries }) => eventIDsOf(entries)));
        expect(new Set(told)).toEqual(asked);
        for (const { name, episode } of merged.named) {
          expect(episode.entries[0].timeEpochMs).toBeGreaterThanOrEqual(name.firstMs);
          expect(episode.entries.at(-1)?.timeEpochMs).toBeLessThanOrEqual(name.lastMs);
        }
      }
    }),
  );
});
