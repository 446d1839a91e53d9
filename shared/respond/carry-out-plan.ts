import type { Json } from '#shared/model/json.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import type { PlaybookSettings } from '#shared/model/response-settings.ts';
import { type Cloud, CloudError } from '#shared/ports/cloud/cloud.ts';
import type { KillSwitch } from '#shared/ports/kill-switch.ts';
import type { PlanStatus, ResponsePlan, ResponseStore } from '#shared/ports/response-store.ts';
import { type CarriedOut, carryOut, findDoubt } from './carry-out.ts';
import { appliedOutcome, outcomeOf } from './outcome-of.ts';
import { PlanTakenError } from './plan-errors.ts';
import type { Playbook } from './playbook.ts';

/** What carrying out a plan depends on, beside the plan. */
export interface CarryingOut {
  readonly playbook: Playbook;
  readonly settings: PlaybookSettings;
  /** How long after it was made a plan may be carried out. */
  readonly approvalMs: number;
  readonly cloud: Cloud;
  readonly store: ResponseStore;
  readonly killSwitch: KillSwitch;
  readonly now: () => number;
  /** Why the plan must not be applied after all, on a state that it was made on.
   * @throws {CloudError} nobody can say */
  findObjection?(live: Json): Promise<string | undefined>;
}

/** `apply` leads from the state that the plan was made on to the one that it asks for, `undo` back. */
export type Way = 'apply' | 'undo';

/** Take a plan, carry it out one way or the other, and keep what became of it.
 * @throws {PlanTakenError} another is at it
 * @throws {ResponseStoreError} what became of it cannot be kept: the next try finds out */
export async function carryOutPlan(plan: ResponsePlan, way: Way, parts: CarryingOut): Promise<Outcome> {
  const { playbook, killSwitch, store, cloud, now } = parts;
  if (!(await killSwitch.mayChange())) {
    return { ...outcomeOf(plan, 'skipped'), why: `the kill switch is on: ${whatWasDone(plan)}` };
  }
  if (isBeingCarriedOut(plan, now())) {
    throw new PlanTakenError(`plan ${plan.id} is being carried out`);
  }
  if (!isReady(plan, way, parts)) return describeNotReady(plan, way);
  const taken: ResponsePlan = { ...plan, status: way === 'apply' ? 'applying' : 'undoing', changedMs: now() };
  if (!(await store.move(plan, taken.status, taken.changedMs))) {
    throw new PlanTakenError(`plan ${plan.id} was taken by another at this moment`);
  }
  const [from, to] = way === 'apply' ? [plan.before, plan.after] : [plan.after, plan.before];
  const objection = way === 'apply' && parts.findObjection !== undefined && { findObjection: parts.findObjection };
  const result = await carryOut(playbook, { target: plan.target, from, to, ...objection }, cloud);
  await store.move(taken, statusAfter(result, plan, way), now());
  return way === 'apply' && result.kind === 'done'
    ? appliedOutcome(plan, await describeDone(plan, result.remark, parts))
    : describeResult(result, plan, way);
}

/** Tell whether a plan may still be applied, for what it is itself. */
export function isOpen(plan: ResponsePlan, approvalMs: number, nowMs: number): boolean {
  const { status } = plan;
  return (status === 'planned' || status === 'waiting' || status === 'applying') && !isExpired(plan, approvalMs, nowMs);
}

/** Tell whether a plan is too old to be applied. */
export function isExpired({ madeMs }: ResponsePlan, approvalMs: number, nowMs: number): boolean {
  return nowMs - madeMs > approvalMs;
}

/** What is known of the resource when a plan is not gone on with. */
export function whatWasDone(plan: ResponsePlan): string {
  return isTaken(plan) ? 'an earlier try broke off, and how far it came is not known' : 'nothing was changed';
}

/** Tell whether somebody has begun with a plan and not said that he has ended. */
export function isTaken({ status }: ResponsePlan): boolean {
  return status === 'applying' || status === 'undoing';
}

/** Tell whether he who has begun with a plan may still be at it. */
export function isBeingCarriedOut(plan: ResponsePlan, nowMs: number): boolean {
  return isTaken(plan) && nowMs - plan.changedMs <= takenMs;
}

/** A plan that was taken this long ago was left by somebody who died: longer than a function may run, shorter than it is until the last
 * try of a delivery. */
const takenMs = 100_000;

function isReady(plan: ResponsePlan, way: Way, { approvalMs, now }: CarryingOut): boolean {
  // What was begun is looked at however late: it may be done.
  if (way === 'apply') return plan.status === 'applying' || isOpen(plan, approvalMs, now());
  return plan.status === 'applied' || plan.status === 'failed' || isTaken(plan);
}

/** Who asks again, because the answer to the first time was lost, hears what became of it. */
function describeNotReady(plan: ResponsePlan, way: Way): Outcome {
  if (way === 'undo') {
    return plan.status === 'undone'
      ? { ...outcomeOf(plan, 'undone'), why: 'it was taken back before' }
      : { ...outcomeOf(plan, 'skipped'), why: `the plan is ${plan.status}: there is nothing to undo` };
  }
  switch (plan.status) {
    case 'applied':
      return appliedOutcome(plan, 'it was carried out before');
    case 'failed':
      return { ...outcomeOf(plan, 'failed'), why: 'it was tried before and failed: make a new plan' };
    case 'planned':
    case 'waiting':
      return { ...outcomeOf(plan, 'skipped'), why: 'the plan has expired: make a new one' };
    default:
      return { ...outcomeOf(plan, 'skipped'), why: `the plan is ${plan.status}: make a new one` };
  }
}

function statusAfter(result: CarriedOut, plan: ResponsePlan, way: Way): PlanStatus {
  switch (result.kind) {
    case 'done':
      return way === 'apply' ? 'applied' : 'undone';
    case 'changed':
      if (isTaken(plan)) return 'failed';
      return way === 'apply' ? 'superseded' : plan.status;
    case 'refused':
      return 'superseded';
    case 'unread':
      return isTaken(plan) ? 'failed' : plan.status;
    case 'failed':
      // What is as it was can be tried again; anything else is for people.
      if (result.state !== 'unchanged') return 'failed';
      return way === 'apply' ? 'planned' : 'applied';
  }
}

function describeResult(result: CarriedOut, plan: ResponsePlan, way: Way): Outcome {
  switch (result.kind) {
    case 'done':
      return { ...outcomeOf(plan, 'undone'), why: result.remark ?? 'it is as it was before' };
    case 'changed':
      return isTaken(plan) || plan.status === 'failed'
        ? { ...outcomeOf(plan, 'failed'), why: 'an earlier try broke off: it is neither as it was nor as planned' }
        : { ...outcomeOf(plan, 'skipped'), why: `${result.why}: nothing was changed` };
    case 'refused':
      return { ...outcomeOf(plan, 'skipped'), why: `${result.why}: nothing was changed` };
    case 'unread':
      return { ...outcomeOf(plan, 'failed'), why: `${result.why}: ${whatWasDone(plan)}`, ...commandAgain(plan, way) };
    case 'failed':
      return {
        ...outcomeOf(plan, 'failed'),
        why: result.why,
        ...(result.state === 'unchanged' && commandAgain(plan, way)),
      };
  }
}

function commandAgain({ id }: ResponsePlan, way: Way): Pick<Outcome, 'command'> {
  return { command: `trailguard respond ${way} ${id}` };
}

async function describeDone(
  plan: ResponsePlan,
  remark: string | undefined,
  { playbook, cloud, settings }: CarryingOut,
): Promise<string> {
  const done = remark ?? 'done, read again and compared';
  try {
    const doubt = await findDoubt(playbook, plan.target, { cloud, settings });
    return doubt === undefined ? done : `${done}; but ${doubt}`;
  } catch (error) {
    if (error instanceof CloudError) return `${done}; but AWS could not be asked for its opinion: ${error.message}`;
    throw error;
  }
}
