import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellingKey } from '#shared/alert/telling-key.ts';
import type { Alert } from '#shared/model/alert.ts';
import { createPipeline } from '#shared/pipeline.ts';
import { anyHistory, type History } from './history.ts';
import { liveThrough } from './live-history.ts';
import { type ExpectedEpisode, episodesOf, expectedEpisodes, meanings, runsOf } from './oracle.ts';
import { pack, recordOfCall, timespanMs } from './rules.ts';
import type { World } from './world.ts';

/** `npm run chaos` asks for more; a failure prints its seed, which CHAOS_SEED takes. */
const numRuns = Number(process.env['CHAOS_RUNS'] ?? 1000);
const seed = Number(process.env['CHAOS_SEED'] ?? Date.now());

describe(`whatever happens, as ${numRuns} histories have it`, () => {
  it('is told as an ordered single pass would tell it', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const world = await liveThrough(history);
        expectSingleAlerts(history, world);
        expectRepeatsOnlyOfTheDead(world);
        for (const episode of expectedEpisodes(history.calls)) expectTold(episode, world);
        expectNothingElse(history, world);
        expectNamesThatLast(history, world);
        expectFoldsCounted(history, world);
        expectChained(history, world);
        expectAfter(history, world);
      }),
      { numRuns, seed },
    );
  }, 3_600_000);
});

const pipeline = createPipeline(pack);

/** The alerts of records, by id: those of the ordered single pass, each. */
function expectSingleAlerts({ calls }: History, { published }: World): void {
  const expected = calls.flatMap((call) => pipeline.alertsOfRecord(pipeline.examine(recordOfCall(call))));
  const told = published.filter(({ rule }) => rule.id === 'single');
  expect(new Set(told.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => id)));
}

/** An alert is told again only where somebody died between telling it and noting that. */
function expectRepeatsOnlyOfTheDead({ published, unconfirmed }: World): void {
  const keys = published.map(tellingKey);
  for (const key of new Set(keys)) {
    const deaths = unconfirmed.filter((dead) => dead === key).length;
    expect(keys.filter((told) => told === key).length, `tellings of ${key}`).toBeLessThanOrEqual(1 + deaths);
  }
}

function expectTold(episode: ExpectedEpisode, { published }: World): void {
  const told = published.filter((alert) => isOf(alert, episode));
  expect(told.length, `alerts of ${episode.rule} ${episode.group} ${idsOf(episode).join(' ')}`).toBeGreaterThan(0);
}

/** No alert is about anything but one expected episode, under one of the names that it got. */
function expectNothingElse({ calls }: History, { published, namings }: World): void {
  const expected = expectedEpisodes(calls);
  const named = new Set(namings.map(({ rule, alertId }) => `${rule} ${alertId}`));
  for (const alert of published.filter(({ rule }) => Object.hasOwn(meanings, rule.id))) {
    const homes = expected.filter((episode) =>
      alert.events.every((event) => isOf({ ...alert, events: [event] }, episode)),
    );
    expect(homes.length, `episodes that ${alert.rule.id} ${alert.id} is about`).toBe(1);
    expect(named).toContain(`${alert.rule.id} ${alert.id}`);
  }
}

/** An episode has the name that the ordered pass gives it, unless a record of it came after it was named; and it has a second one only
 * if nothing joined the two when that was given. */
function expectNamesThatLast({ calls }: History, { namings }: World): void {
  const expected = expectedEpisodes(calls);
  const seen: { readonly episode: ExpectedEpisode; readonly firstEventID: string }[] = [];
  for (const { rule, group, name, knownEventIDs } of namings) {
    const { firstEventID } = name;
    const episode = expected.find(
      (one) => one.rule === rule && one.group === group && idsOf(one).includes(firstEventID),
    );
    if (episode === undefined) continue;
    const label = `${rule} ${group} named by ${firstEventID}`;
    if (idsOf(episode).every((id) => knownEventIDs.has(id))) expect(firstEventID, label).toBe(idsOf(episode)[0]);
    const known = episodesOf(
      rule,
      group,
      calls.filter(({ eventID }) => knownEventIDs.has(eventID)),
    );
    for (const other of seen.filter((earlier) => earlier.episode === episode)) {
      const joined = known.find((one) => idsOf(one).includes(firstEventID) && idsOf(one).includes(other.firstEventID));
      expect(joined, `${label} when ${other.firstEventID} was a name of it`).toBeUndefined();
    }
    seen.push({ episode, firstEventID });
  }
}

/** The last that was told of folded repeats counts them all. */
function expectFoldsCounted({ calls }: History, { published }: World): void {
  for (const episode of expectedEpisodes(calls).filter(({ rule }) => rule === 'folded')) {
    const counts = published.filter((alert) => isOf(alert, episode)).map(({ eventCount }) => eventCount);
    expect(Math.max(...counts)).toBe(episode.calls.length);
  }
}

/** A correlation over episodes tells those of the episodes as they were named; where none was named too early, as the ordered pass would. */
function expectChained({ calls }: History, { published, namings }: World): void {
  const inner = expectedEpisodes(calls).filter(({ rule }) => rule === 'both');
  const isLate = inner.some((episode) => {
    const own = namings.filter(({ rule, name }) => rule === 'both' && idsOf(episode).includes(name.firstEventID));
    return !own.some(({ knownEventIDs }) => idsOf(episode).every((id) => knownEventIDs.has(id)));
  });
  if (isLate) return;
  const runs = ['x', 'y'].flatMap((group) => {
    const crossings = inner
      .filter((episode) => episode.group === group)
      .map((episode) => ({ group, seconds: crossingOf(episode), first: episode.calls[0].eventID }))
      .sort((a, b) => a.seconds - b.seconds);
    return runsOf(crossings, 10 * timespanMs, (window) => window.length >= 2);
  });
  const own = namings.filter(({ rule }) => rule === 'chain');
  for (const run of runs) {
    const firsts = run.map(({ first }) => first);
    const names = own.filter(({ group, name }) => group === run[0].group && firsts.includes(name.firstEventID));
    expect(published.some(({ id }) => names.some(({ alertId }) => alertId === id))).toBe(true);
    const [named] = names;
    if (firsts.every((id) => named?.knownEventIDs.has(id))) expect(named?.name.firstEventID).toBe(firsts[0]);
  }
  for (const { id, events } of published.filter(({ rule }) => rule.id === 'chain')) {
    expect(own.map(({ alertId }) => alertId)).toContain(id);
    const isOfRun = runs.some((run) => events.every(({ eventID }) => run.some(({ first }) => first === eventID)));
    expect(isOfRun).toBe(true);
  }
}

/** A correlation over episodes that wait for their windows to close waits for them, too: with all records in, it tells what the ordered
 * pass would. `after` holds where an episode of `few` and another call of its group come within a timespan. */
function expectAfter({ calls }: History, { published }: World): void {
  const few = expectedEpisodes(calls).filter(({ rule }) => rule === 'few');
  const told = published.filter(({ rule }) => rule.id === 'after');
  for (const group of ['x', 'y']) {
    const items = [
      ...few
        .filter((episode) => episode.group === group)
        .map((episode) => ({ seconds: episode.calls[1]?.seconds ?? 0, isFew: true, id: episode.calls[0].eventID })),
      ...calls
        .filter((call) => call.group === group && call.name === 'single')
        .map(({ seconds, eventID }) => ({ seconds, isFew: false, id: eventID })),
    ].sort((a, b) => a.seconds - b.seconds);
    const runs = runsOf(items, timespanMs, (window) => new Set(window.map(({ isFew }) => isFew)).size === 2);
    const own = told.filter((alert) => alert.group['requestParameters.group'] === group);
    for (const run of runs) {
      const ids = run.map(({ id }) => id);
      expect(own.some(({ events }) => events.some(({ eventID }) => ids.includes(eventID)))).toBe(true);
    }
    for (const { events } of own) {
      expect(runs.some((run) => events.every(({ eventID }) => run.some(({ id }) => id === eventID)))).toBe(true);
    }
  }
}

/** When an episode of `both` first held: when the second of its rules had matched. */
function crossingOf({ calls }: ExpectedEpisode): number {
  return calls.find(({ name }) => name !== calls[0].name)?.seconds ?? 0;
}

function isOf(alert: Alert, episode: ExpectedEpisode): boolean {
  return (
    alert.rule.id === episode.rule &&
    alert.group['requestParameters.group'] === episode.group &&
    alert.events.some(({ eventID }) => idsOf(episode).includes(eventID))
  );
}

function idsOf({ calls }: ExpectedEpisode): readonly string[] {
  return calls.map(({ eventID }) => eventID);
}
