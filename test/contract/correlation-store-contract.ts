import { beforeEach, describe, expect, it } from 'vitest';
import type { CorrelationStore } from '#shared/ports/correlation-store.ts';
import { entriesFrom, entryAt, episodeOf, groupOf, groupPairs, idsOf, oddTexts, startMs } from './contract-helpers.ts';

const group = groupOf({ user: 'a' });
const always = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
const within = (fromMs: number, toMs: number): { readonly fromMs: number; readonly toMs: number } => ({
  fromMs: startMs + fromMs,
  toMs: startMs + toMs,
});

/** What every correlation store promises.
 * @param makeStore a new, empty store
 * @param limits most entries that it reads at once, and from how many on a group is busy */
export function describeCorrelationStore(
  makeStore: () => CorrelationStore | Promise<CorrelationStore>,
  { maxEntriesRead, busyEntries }: { readonly maxEntriesRead: number; readonly busyEntries: number },
): void {
  let store: CorrelationStore;
  beforeEach(async () => {
    store = await makeStore();
  });

  describe('entries', () => {
    it('of a group that nobody has added to are none', async () => {
      expect(await store.readEntries(group, always)).toEqual({ entries: [], isCut: false, isBusy: false });
      expect(await store.countEntries(group, always)).toBe(0);
    });

    it('are read as they were added, whenever that was', async () => {
      const full = { ...entryAt(0), values: ['a', 'b', 'a'] };
      const { reasons, ...bare } = entryAt(1);
      await store.addEntries(group, [full]);
      await store.addEntries(group, []);
      await store.addEntries(group, [{ ...bare, values: [] }]);
      const { entries } = await store.readEntries(group, always);
      expect(new Set(entries)).toEqual(new Set([full, { ...bare, values: [] }]));
    });

    it('count once however often they are added', async () => {
      await store.addEntries(group, [entryAt(0), entryAt(0), entryAt(1)]);
      await store.addEntries(group, [entryAt(1), entryAt(0)]);
      expect(idsOf((await store.readEntries(group, always)).entries)).toEqual(['entry 0', 'entry 1']);
      expect(await store.countEntries(group, always)).toBe(2);
    });

    it('are the same in whatever order they are added', async () => {
      const entries = entriesFrom(0, 15);
      await store.addEntries(group, entries.toReversed());
      const shuffled = groupOf({ user: 'shuffled' });
      for (const entry of entries.toSorted((a, b) => (a.entryId < b.entryId ? -1 : 1))) {
        await store.addEntries(shuffled, [entry]);
      }
      expect(idsOf((await store.readEntries(group, always)).entries)).toEqual(idsOf(entries));
      expect(idsOf((await store.readEntries(shuffled, always)).entries)).toEqual(idsOf(entries));
    });

    it('of one moment are kept apart', async () => {
      const twins = [entryAt(0, { entryId: 'one' }), entryAt(0, { entryId: 'other' })];
      await store.addEntries(group, twins);
      expect(idsOf((await store.readEntries(group, always)).entries)).toEqual(['one', 'other']);
    });

    it.each([
      { span: within(10, 30), expected: ['entry 10', 'entry 20', 'entry 30'] },
      { span: within(11, 29), expected: ['entry 20'] },
      { span: within(20, 20), expected: ['entry 20'] },
      { span: within(21, 29), expected: [] },
      { span: within(31, 9), expected: [] },
      { span: within(40, Number.POSITIVE_INFINITY), expected: ['entry 40'] },
      {
        span: within(Number.NEGATIVE_INFINITY, 10),
        expected: ['entry 10', 'year 1', 'long before 1970', 'before 1970', 'early'],
      },
      { span: { fromMs: -1000, toMs: 1000 }, expected: ['before 1970', 'early'] },
      { span: { fromMs: -62_135_596_800_000, toMs: -1 }, expected: ['year 1', 'long before 1970', 'before 1970'] },
    ])('of a span include both its ends: $span.fromMs to $span.toMs', async ({ span, expected }) => {
      const old = [
        { ...entryAt(0, { entryId: 'year 1' }), timeEpochMs: -62_135_596_800_000 },
        { ...entryAt(0, { entryId: 'long before 1970' }), timeEpochMs: -2000 },
        { ...entryAt(0, { entryId: 'before 1970' }), timeEpochMs: -1000 },
        { ...entryAt(0, { entryId: 'early' }), timeEpochMs: 999 },
      ];
      await store.addEntries(group, [entryAt(10), entryAt(20), entryAt(30), entryAt(40), ...old]);
      expect(await store.readEntries(group, span)).toMatchObject({ isCut: false });
      expect(idsOf((await store.readEntries(group, span)).entries)).toEqual(expected.toSorted());
      expect(await store.countEntries(group, span)).toBe(expected.length);
    });

    it(`are many from ${busyEntries} on`, async () => {
      await store.addEntries(group, entriesFrom(0, busyEntries));
      expect((await store.readEntries(group, within(1, busyEntries))).isBusy).toBe(false);
      expect((await store.readEntries(group, within(0, busyEntries))).isBusy).toBe(true);
    });

    it(`are cut to the latest ${maxEntriesRead}, and only if there are more`, async () => {
      const entries = entriesFrom(0, maxEntriesRead + 1);
      await store.addEntries(group, entries);
      const whole = await store.readEntries(group, within(1, maxEntriesRead));
      expect(whole.isCut).toBe(false);
      expect(idsOf(whole.entries)).toEqual(idsOf(entries.slice(1)));
      const cut = await store.readEntries(group, always);
      expect(cut.isCut).toBe(true);
      expect(idsOf(cut.entries)).toEqual(idsOf(entries.slice(1)));
      expect(await store.countEntries(group, always)).toBe(maxEntriesRead + 1);
    });

    it.each(oddTexts)('may hold %s, and be named by it', async (_, text) => {
      const odd = entryAt(0, { entryId: text, text });
      await store.addEntries(group, [odd, entryAt(0)]);
      const { entries } = await store.readEntries(group, always);
      expect(entries.find(({ entryId }) => entryId === text)).toEqual(odd);
      expect(entries).toHaveLength(2);
    });

    it('that two add at the same time are both seen by at least one of them', async () => {
      const addAndRead = async (busy: typeof group, id: string): Promise<readonly string[]> => {
        await store.addEntries(busy, [entryAt(0, { entryId: id })]);
        return idsOf((await store.readEntries(busy, always)).entries);
      };
      for (let round = 0; round < 10; round += 1) {
        const busy = groupOf({ round: String(round) });
        const seen = await Promise.all([addAndRead(busy, 'one'), addAndRead(busy, 'other')]);
        expect(seen).toContainEqual(['one', 'other']);
        expect(seen.map((ids, index) => ids.includes(['one', 'other'][index] ?? ''))).toEqual([true, true]);
      }
    });
  });

  describe('groups', () => {
    it.each(groupPairs)('that differ %s are two', async (_, one, other) => {
      await store.addEntries(one, [entryAt(0, { entryId: 'one' })]);
      await store.addEntries(other, [entryAt(0, { entryId: 'other' })]);
      await store.writeEpisodes(one, { version: 0, episodes: [episodeOf('one')] });
      expect(idsOf((await store.readEntries(one, always)).entries)).toEqual(['one']);
      expect(idsOf((await store.readEntries(other, always)).entries)).toEqual(['other']);
      expect(await store.readEpisodes(other)).toEqual({ version: 0, episodes: [] });
    });

    it('are one whatever order their fields come in, and whatever the timespan is now', async () => {
      await store.addEntries(groupOf({ user: 'a', account: 'b' }), [entryAt(0)]);
      await store.addEntries({ ...groupOf({ account: 'b', user: 'a' }), timespanMs: 1 }, [entryAt(1)]);
      const { entries } = await store.readEntries(groupOf({ user: 'a', account: 'b' }), always);
      expect(idsOf(entries)).toEqual(['entry 0', 'entry 1']);
    });
  });

  describe('episodes', () => {
    it('keep until when the group is busy, for as long as that is said', async () => {
      await store.writeEpisodes(group, { version: 0, episodes: [], busyUntilMs: startMs });
      expect(await store.readEpisodes(group)).toEqual({ version: 1, episodes: [], busyUntilMs: startMs });
      await store.writeEpisodes(group, { version: 1, episodes: [] });
      expect(await store.readEpisodes(group)).toEqual({ version: 2, episodes: [] });
    });

    it('of a group without any are of version 0', async () => {
      await store.addEntries(group, [entryAt(0)]);
      expect(await store.readEpisodes(group)).toEqual({ version: 0, episodes: [] });
    });

    it('are replaced by who has read them last, and the version counts on', async () => {
      const first = [episodeOf('one'), episodeOf('other', ['one'])];
      expect(await store.writeEpisodes(group, { version: 0, episodes: first })).toBe(true);
      expect(await store.readEpisodes(group)).toEqual({ version: 1, episodes: first });
      expect(await store.writeEpisodes(group, { version: 1, episodes: [] })).toBe(true);
      expect(await store.readEpisodes(group)).toEqual({ version: 2, episodes: [] });
    });

    it.each([0, 1, 3])('stay as they are when version %i is replaced and they are at 2', async (version) => {
      await store.writeEpisodes(group, { version: 0, episodes: [] });
      await store.writeEpisodes(group, { version: 1, episodes: [episodeOf('kept')] });
      expect(await store.writeEpisodes(group, { version, episodes: [episodeOf('lost')] })).toBe(false);
      expect(await store.readEpisodes(group)).toEqual({ version: 2, episodes: [episodeOf('kept')] });
    });

    it.each([0, 1])('are replaced by exactly one of many that do so at once, at version %i', async (version) => {
      for (let written = 0; written < version; written += 1) {
        await store.writeEpisodes(group, { version: written, episodes: [] });
      }
      const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
      const wins = await Promise.all(
        names.map((name) => store.writeEpisodes(group, { version, episodes: [episodeOf(name)] })),
      );
      const winners = names.filter((_, index) => wins[index]);
      expect(winners).toHaveLength(1);
      expect(await store.readEpisodes(group)).toEqual({
        version: version + 1,
        episodes: winners.map((name) => episodeOf(name)),
      });
    });

    it('are no entries, and entries no episodes', async () => {
      await store.writeEpisodes(group, { version: 0, episodes: [episodeOf('one')] });
      expect(await store.readEntries(group, always)).toEqual({ entries: [], isCut: false, isBusy: false });
      expect(await store.countEntries(group, always)).toBe(0);
      await store.addEntries(group, [entryAt(0)]);
      expect(await store.readEpisodes(group)).toEqual({ version: 1, episodes: [episodeOf('one')] });
    });

    it.each(oddTexts)('may be named by %s', async (_, text) => {
      const episodes = [episodeOf(text, [text, 'a'])];
      await store.writeEpisodes(group, { version: 0, episodes });
      expect(await store.readEpisodes(group)).toEqual({ version: 1, episodes });
    });
  });
}
