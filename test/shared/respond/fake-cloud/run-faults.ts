import type { Json } from '#shared/model/json.ts';
import type { PlaybookSettings } from '#shared/model/response-settings.ts';
import type { Target } from '#shared/model/target.ts';
import type { Cloud } from '#shared/ports/cloud/cloud.ts';
import type { ResponsePlan } from '#shared/ports/response-store.ts';
import { canonicalJson } from '#shared/respond/canonical-json.ts';
import { type CarriedOut, carryOut } from '#shared/respond/carry-out.ts';
import { isSameState } from '#shared/respond/is-same-state.ts';
import { judgeState } from '#shared/respond/judge-state.ts';
import { planResponse } from '#shared/respond/plan-response.ts';
import type { Playbook } from '#shared/respond/playbook.ts';
import { type Fault, faults, permissionsOf, type WatchOptions, watchCloud } from './watch-cloud.ts';

/** A resource in harm, and the playbook that puts it right. */
export interface Case {
  readonly playbook: Playbook;
  readonly target: Target;
  readonly settings: PlaybookSettings;
  /** A new cloud with the harm in it. */
  readonly makeCloud: () => Cloud;
}

/** The plan for a case; throws when there is nothing to do. */
export async function planCase({ playbook, target, settings }: Case, cloud: Cloud): Promise<ResponsePlan> {
  const planned = await planResponse(playbook, { alertId: 'a', target }, { cloud, settings, nowMs: 0 });
  if (planned.kind !== 'change') throw new Error(`nothing to do: ${planned.why}`);
  return planned.plan;
}

/** What a plan leads to when a call goes wrong, and what is then. */
export interface FaultyRun {
  readonly call: string;
  readonly fault: Fault;
  readonly result: CarriedOut;
  readonly state: Json | undefined;
}

/** Carry a case's plan out again and again, each time with another fault at another call; and likewise back. */
export async function runFaults(trial: Case, way: 'apply' | 'undo' = 'apply'): Promise<readonly FaultyRun[]> {
  const runs: FaultyRun[] = [];
  for (const fault of Object.keys(faults) as Fault[]) {
    for (let call = 0; ; call += 1) {
      const run = await runOnce(trial, way, { faultAt: (made) => (made === call ? fault : undefined) });
      const name = run.calls[call];
      if (name === undefined) break;
      runs.push({ call: name, fault, result: run.result, state: run.state });
    }
  }
  return runs;
}

/** Carry a case's plan out, or back, over a cloud that is watched from then on. */
export async function runOnce(
  trial: Case,
  way: 'apply' | 'undo',
  options: WatchOptions = {},
): Promise<{
  readonly plan: ResponsePlan;
  readonly result: CarriedOut;
  readonly state: Json | undefined;
  readonly calls: readonly string[];
}> {
  const { playbook, target } = trial;
  const cloud = trial.makeCloud();
  const plan = await planCase(trial, cloud);
  const there = { target, from: plan.before, to: plan.after };
  const back = { target, from: plan.after, to: plan.before };
  if (way === 'undo') await carryOut(playbook, there, cloud);
  const watched = watchCloud(cloud, options);
  // As for a plan that somebody approves: judged again before anything is written.
  const findObjection = async (live: Json): Promise<string | undefined> => {
    const repair = await judgeState(playbook, live, { target, cloud: watched.cloud, settings: trial.settings });
    if (repair.kind !== 'change') return repair.why;
    return isSameState(playbook, repair.state, plan.after) ? undefined : 'the playbook would do something else now';
  };
  const result = await carryOut(playbook, way === 'apply' ? { ...there, findObjection } : back, watched.cloud);
  return { plan, result, state: await playbook.read(target, cloud), calls: watched.calls };
}

/** Why what was said of a run is not what is; `undefined` when it is true. */
export function findLie(
  trial: Case,
  { from, to }: { readonly from: Json; readonly to: Json },
  { result, state, fault, call }: Pick<FaultyRun, 'result' | 'state'> & Partial<FaultyRun>,
): string | undefined {
  const textOf = (full: Json): string => canonicalJson(trial.playbook.essence?.(full) ?? full);
  const now = state === undefined ? 'gone' : textOf(state);
  const is = now === textOf(to) ? 'done' : now === textOf(from) ? 'unchanged' : 'half-way';
  // That somebody changed it says nothing of what it is.
  if (result.kind === 'changed') return is === 'unchanged' ? 'said that it is changed, and it is not' : undefined;
  const told = toldBy(result);
  if (told === 'unknown') return mayBeUnknown(trial, fault, call) ? undefined : `said that it is not known, is ${is}`;
  return told === is ? undefined : `said ${told}, is ${is}`;
}

/** After an answer that was lost, and where what is could not be read again. */
function mayBeUnknown({ playbook }: Case, fault: Fault | undefined, call = ''): boolean {
  if (fault === undefined) return false;
  const isRead = permissionsOf(call).every((permission) => playbook.permissions.read.includes(permission));
  return isRead || faults[fault].kind === 'unavailable';
}

function toldBy(
  result: Exclude<CarriedOut, { readonly kind: 'changed' }>,
): 'done' | 'unchanged' | 'half-way' | 'unknown' {
  switch (result.kind) {
    case 'done':
      return 'done';
    case 'unread':
    case 'refused':
    case 'stopped':
      return 'unchanged';
    case 'failed':
      return result.state;
  }
}
