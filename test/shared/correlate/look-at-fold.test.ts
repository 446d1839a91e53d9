import { describe, expect, it } from 'vitest';
import { firstLook, type Looked, lookAtFold } from '#shared/correlate/look-at-fold.ts';
import type { EpisodeLook } from '#shared/ports/agenda.ts';
import type { NamedEpisode } from '#shared/ports/correlation-store.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { correlationDetection } from '../alert/detections.ts';
import { correlationOf, metaOf } from './correlation-helpers.ts';
import { fill, group, nameAt, secondsFrom, type WatchedStore, watchedStore } from './state-helpers.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Repeats of a rule, folded as long as no more than an hour lies between them. */
const fold: CorrelationRule = correlationOf({
  meta: metaOf('noisy'),
  ruleIds: ['noisy'],
  timespanMs: hourMs,
  thresholds: [{ operator: 'gte', value: 1 }],
});

interface Look {
  readonly told?: Partial<NamedEpisode>;
  /** Records of the episode, one each second. */
  readonly records: number;
  readonly look?: Partial<EpisodeLook>;
  readonly nowMs?: number;
}

async function look(given: Look, store: WatchedStore = watchedStore()): Promise<Looked> {
  const name = nameAt('event-0', 0, 0, { toldCount: 1, ...given.told });
  await fill(store, secondsFrom(0, given.records - 1, 1), [name]);
  const ports = { store, now: () => given.nowMs ?? minuteMs };
  return lookAtFold(fold, group, { episode: 'event-0', waitMs: minuteMs, seenCount: 1, ...given.look }, ports);
}

it.each([
  ['a minute after the telling', 0, 1],
  ['at a whole minute, so that what is told within one is looked at once', 1, 2],
  ['at the same one for the end of that minute', minuteMs, 2],
])('the first look comes %s', (_, nowMs, minutes) => {
  const detection = correlationDetection({ firstEventID: 'event-0', eventCount: 3 });
  expect(firstLook(group, detection, nowMs)).toEqual({
    dueMs: minutes * minuteMs,
    group,
    look: { episode: 'event-0', waitMs: minuteMs, seenCount: 3 },
  });
});

describe('while an episode goes on', () => {
  it.each<[string, number, Partial<NamedEpisode>, readonly unknown[]]>([
    ['nothing is told before the next power of ten', 9, {}, []],
    ['ten are told', 10, {}, [['growing', 10]]],
    ['a jump past several powers is told once', 1234, {}, [['growing', 1234]]],
    ['nothing is told between two powers', 99, { tellings: 2, toldCount: 10 }, []],
    ['a hundred are told', 100, { tellings: 2, toldCount: 10 }, [['growing', 100]]],
    ['a hundred are told after fifty', 100, { tellings: 2, toldCount: 50 }, [['growing', 100]]],
    ['a thousand are told', 1000, { tellings: 3, toldCount: 100 }, [['growing', 1000]]],
    ['nothing is told for nothing new', 100, { tellings: 2, toldCount: 100 }, []],
    ['it is told for the first time, when who was to tell it has not come back', 3, { tellings: 0 }, [[undefined, 3]]],
  ])('%s', async (_, records, told, expected) => {
    const { found } = await look({ records, told });
    expect(found.map(({ detection }) => [detection.update, detection.eventCount])).toEqual(expected);
  });

  it('all its records are counted, also those that are not read', async () => {
    const { found } = await look({ records: 50 }, watchedStore({ maxEntriesRead: 20 }));
    expect(found).toMatchObject([
      { crossedMs: 0, detection: { eventCount: 50, firstSeenMs: 0, lastSeenMs: 49_000, firstEventID: 'event-0' } },
    ]);
  });

  it('only its own records are counted: up to a timespan after the last one known', async () => {
    const store = watchedStore();
    await look({ records: 3 }, store);
    expect(store.spans).toEqual([
      [0, 3600],
      [0, 3600],
    ]);
  });

  it.each<[string, Look, number, number]>([
    ['twice as long as the last', { records: 1, look: { waitMs: 4 * minuteMs } }, 8, 9],
    ['no longer than the timespan', { records: 1, look: { waitMs: 40 * minuteMs } }, 60, 61],
    ['no later than its end', { records: 1, look: { waitMs: 40 * minuteMs }, nowMs: 70 * minuteMs }, 60, 75],
    ['no sooner than in a minute', { records: 1, nowMs: 74 * minuteMs + 1 }, 2, 76],
    ['at a whole minute', { records: 1, nowMs: 3 * minuteMs + 1 }, 2, 6],
    ['also after its end, when records have come since the last', { records: 2, nowMs: 200 * minuteMs }, 2, 201],
  ])('the next look waits %s', async (_, given, waitMinutes, dueMinutes) => {
    const { next } = await look(given);
    const expected = { episode: 'event-0', waitMs: waitMinutes * minuteMs, seenCount: given.records };
    expect(next).toMatchObject([{ dueMs: dueMinutes * minuteMs, group, look: expected }]);
  });
});

describe('when an episode is over', () => {
  const overMs = hourMs + 15 * minuteMs;
  it.each<[string, number, Partial<NamedEpisode>, readonly unknown[]]>([
    ['nothing is told, when the only telling told everything', 1, {}, []],
    ['what came after the only telling is told', 5, {}, [['over', 5]]],
    ['it is told after several tellings', 10, { tellings: 2, toldCount: 10 }, [['over', 10]]],
    ['it is told for the first time, when nobody has', 4, { tellings: 0, toldCount: 0 }, [[undefined, 4]]],
  ])('%s', async (_, records, told, expected) => {
    const nowMs = overMs + (records - 1) * 1000;
    const { found, next } = await look({ records, told, look: { seenCount: records }, nowMs });
    expect(found.map(({ detection }) => [detection.update, detection.eventCount])).toEqual(expected);
    expect(next).toEqual([]);
  });

  it.each<[string, Look]>([
    ['a moment before late records are in', { records: 1, nowMs: overMs - 1 }],
    ['while records come', { records: 2, nowMs: overMs + 1000 }],
  ])('it is not, %s', async (_, given) => {
    const { found, next } = await look(given);
    expect(found).toEqual([]);
    expect(next).toHaveLength(1);
  });
});

describe('an episode that is not there any more', () => {
  it.each<[string, Look]>([
    ['because nobody remembers it', { records: 20, look: { episode: 'event-1' } }],
    ['because its records have expired', { records: 0 }],
  ])('%s: is not told and not looked at again', async (_, given) => {
    expect(await look(given)).toEqual({ found: [], next: [] });
  });
});

describe('an episode that another took in', () => {
  const taken: Look = { records: 10, told: { joined: ['event-5', 'event-7'] }, look: { episode: 'event-7' } };

  it('is told and looked at as that one', async () => {
    const { found, next } = await look(taken);
    expect(found.map(({ detection }) => [detection.firstEventID, detection.update, detection.eventCount])).toEqual([
      ['event-0', 'growing', 10],
    ]);
    expect(next.map((deadline) => deadline.look)).toEqual([
      { episode: 'event-0', waitMs: 2 * minuteMs, seenCount: 10 },
    ]);
  });

  it('is over as that one', async () => {
    const seenCount = { ...taken.look, seenCount: 10 };
    const { found, next } = await look({ ...taken, look: seenCount, nowMs: 10 * hourMs });
    expect(found.map(({ detection }) => [detection.firstEventID, detection.update])).toEqual([['event-0', 'over']]);
    expect(next).toEqual([]);
  });
});
