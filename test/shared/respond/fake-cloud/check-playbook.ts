import { expect } from 'vitest';
import type { Json } from '#shared/model/json.ts';
import { type Cloud, CloudError } from '#shared/ports/cloud/cloud.ts';
import { carryOut } from '#shared/respond/carry-out.ts';
import { planResponse } from '#shared/respond/plan-response.ts';
import type { Playbook } from '#shared/respond/playbook.ts';
import { type Case, findLie, planCase, runFaults, runOnce } from './run-faults.ts';
import { permissionsOf, watchCloud } from './watch-cloud.ts';

/** There and back: the harm is gone, what was planned is what is, and undone it is what it was; each of them twice changes nothing. */
export async function checkReversible(trial: Case): Promise<void> {
  const { playbook, target, settings } = trial;
  const cloud = trial.makeCloud();
  const plan = await planCase(trial, cloud);
  const there = { target, from: plan.before, to: plan.after };
  const back = { target, from: plan.after, to: plan.before };
  expect(await carryOut(playbook, there, cloud)).toEqual({ kind: 'done' });
  expect(await stateOf(trial, cloud)).toEqual(essenceOf(playbook, plan.after));
  expect(await planResponse(playbook, { alertId: 'a', target }, { cloud, settings, nowMs: 0 })).toMatchObject({
    kind: 'harmless',
  });
  await expectNothingDone(trial, there, cloud);
  expect(await carryOut(playbook, back, cloud)).toEqual({ kind: 'done' });
  expect(await stateOf(trial, cloud)).toEqual(essenceOf(playbook, plan.before));
  await expectNothingDone(trial, back, cloud);
}

/** Whatever goes wrong at whichever call, what is said is what is; and what can be tried again comes to its end. */
export async function checkFaults(trial: Case): Promise<void> {
  const { before, after } = await planCase(trial, trial.makeCloud());
  for (const [way, from, to] of [
    ['apply', before, after],
    ['undo', after, before],
  ] as const) {
    const runs = await runFaults(trial, way);
    expect(runs.length).toBeGreaterThanOrEqual(3 * 4);
    const lies = runs.flatMap((run) => {
      const lie = findLie(trial, { from, to }, run);
      return lie === undefined ? [] : [`${way}, ${run.call} ${run.fault}: ${lie}`];
    });
    expect(lies).toEqual([]);
  }
}

/** What others do between the reading and the writing does not make the playbook say what is not so: neither what they do while it is put
 * right, nor that they take it back while it is taken back. */
export async function checkRace(trial: Case, meddle: (cloud: Cloud) => Promise<void>): Promise<void> {
  const { before, after } = await planCase(trial, trial.makeCloud());
  const takeBack = (cloud: Cloud): Promise<void> =>
    trial.playbook.write(trial.target, { from: after, to: before, live: after }, cloud);
  for (const [way, from, to, act] of [
    ['apply', before, after, meddle],
    ['undo', after, before, takeBack],
  ] as const) {
    for (const moment of [0, 1, 2, 3]) {
      let inner: Cloud | undefined;
      const raced: Case = {
        ...trial,
        makeCloud: () => {
          inner = trial.makeCloud();
          return inner;
        },
      };
      const run = await runOnce(raced, way, {
        before: async (call) => {
          if (call === moment && inner !== undefined) await act(inner).catch(ignoreRefusal);
        },
      });
      expect([way, moment, findLie(trial, { from, to }, run)]).toEqual([way, moment, undefined]);
      if (moment === 0) expect(writesOf(trial.playbook, run.calls)).toEqual([]);
    }
  }
}

/** The permissions declared are those of the calls made, in all the cases of a playbook together. */
export async function checkPermissions(playbook: Playbook, trials: readonly Case[]): Promise<void> {
  const asked = { read: new Set<string>(), apply: new Set<string>(), undo: new Set<string>() };
  const note = (calls: readonly string[], permissions: Set<string>): void => {
    for (const permission of calls.flatMap(permissionsOf)) permissions.add(permission);
  };
  for (const trial of trials) {
    const cloud = trial.makeCloud();
    const reading = watchCloud(cloud);
    const plan = await planCase(trial, reading.cloud);
    await playbook.readTags(trial.target, reading.cloud);
    await playbook.secondOpinion?.(trial.target, reading.cloud);
    note(reading.calls, asked.read);
    for (const [way, from, to] of [
      ['apply', plan.before, plan.after],
      ['undo', plan.after, plan.before],
    ] as const) {
      const writing = watchCloud(cloud);
      await playbook.write(trial.target, { from, to, live: from }, writing.cloud);
      note(writing.calls, asked[way]);
    }
  }
  for (const kind of ['read', 'apply', 'undo'] as const) {
    expect([kind, ...[...asked[kind]].sort()]).toEqual([kind, ...[...playbook.permissions[kind]].sort()]);
  }
}

/** Who comes too late is refused, too. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof CloudError)) throw error;
}

async function expectNothingDone(
  { playbook }: Case,
  change: Parameters<typeof carryOut>[1],
  cloud: Cloud,
): Promise<void> {
  const watched = watchCloud(cloud);
  expect(await carryOut(playbook, change, watched.cloud)).toMatchObject({ kind: 'done' });
  expect(writesOf(playbook, watched.calls)).toEqual([]);
}

function writesOf({ permissions }: Playbook, calls: readonly string[]): readonly string[] {
  const changing = [...permissions.apply, ...permissions.undo];
  return calls.filter((call) => permissionsOf(call).some((permission) => changing.includes(permission)));
}

async function stateOf({ playbook, target }: Case, cloud: Cloud): Promise<unknown> {
  const state = await playbook.read(target, cloud);
  return state === undefined ? undefined : essenceOf(playbook, state);
}

function essenceOf(playbook: Playbook, state: Json): Json {
  return playbook.essence?.(state) ?? state;
}
