import type { Json } from '#shared/model/json.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import type { PlaybookSettings } from '#shared/model/response-settings.ts';
import { type Cloud, CloudError } from '#shared/ports/cloud/cloud.ts';
import type { KillSwitch } from '#shared/ports/kill-switch.ts';
import { beginningOf, type PlanStatus, type ResponsePlan, type ResponseStore } from '#shared/ports/response-store.ts';
import type { Seal } from '#shared/ports/seal.ts';
import { sealBeginning } from './beginning-seal.ts';
import { type CarriedOut, carryOut, findDoubt } from './carry-out.ts';
import { isAway } from './cloud-failure.ts';
import { appliedOutcome, commandFor, outcomeOf } from './outcome-of.ts';
import { PlanTakenError } from './plan-errors.ts';
import { isBeingCarriedOut, isOpen, isTaken, type Way, whatWasDone } from './plan-progress.ts';
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
  readonly seal?: Seal;
  readonly now: () => number;
  /** Why the plan must not be applied after all, on a state that it was made on.
   * @throws {CloudError} nobody can say */
  findObjection?(live: Json): Promise<string | undefined>;
  /** Nobody tries again after this. */
  readonly isLastTry: boolean;
  /** As {@link ResponderParts} has it. */
  readonly appliesInAnyMode?: boolean;
}

/** What became of a plan that was to be carried out. */
export interface PlanResult {
  readonly outcome: Outcome;
  /** Why it can no longer be applied, where nothing was changed and the harm may still be there. */
  readonly outOfDate?: string;
}

/** Take a plan, carry it out one way or the other, and keep what became of it.
 * @throws {PlanTakenError} another is at it
 * @throws {CloudError} it cannot be read. What somebody began and left stays begun; with what is new that is an outcome on a last try
 * @throws {SealError} nothing was begun
 * @throws {ResponseStoreError} what became of it cannot be kept: the next try finds out */
export async function carryOutPlan(plan: ResponsePlan, way: Way, parts: CarryingOut): Promise<PlanResult> {
  const { playbook, killSwitch, store, cloud, now, seal } = parts;
  if (!(await killSwitch.mayChange())) {
    return { outcome: describeStopped(plan, way, parts) };
  }
  if (isBeingCarriedOut(plan, now())) {
    throw new PlanTakenError(`plan ${plan.id} is being carried out`);
  }
  if (!isReady(plan, way, parts)) return describeNotReady(plan, way, parts);
  const begunMs = now();
  const begun: ResponsePlan = { ...plan, begunMs };
  const taken: ResponsePlan = { ...begun, status: way === 'apply' ? 'applying' : 'undoing', changedMs: begunMs };
  if (!(await store.move(plan, taken.status, begunMs, await sealBeginning(plan, { way, begunMs }, seal)))) {
    throw new PlanTakenError(`plan ${plan.id} was taken by another at this moment`);
  }
  const [from, to] = way === 'apply' ? [plan.before, plan.after] : [plan.after, plan.before];
  const objection = way === 'apply' && parts.findObjection !== undefined && { findObjection: parts.findObjection };
  // Asked again: a minute and a half may have gone by with taking, reading and judging.
  const change = { target: plan.target, from, to, ...objection, mayWrite: () => killSwitch.mayChange() };
  const result = await carryOut(playbook, change, cloud);
  // How far it came is not known: it stays begun, for whoever looks next.
  if (isTaken(plan) && result.kind === 'unread') throw result.error;
  if (isTaken(plan) && result.kind === 'stopped') return { outcome: describeResult(result, begun, way, parts) };
  await store.move(taken, statusAfter(result, plan, way), now());
  if (result.kind === 'unread' && isAway(result.error) && !parts.isLastTry) {
    // The next try tells.
    await store.noteTold(beginningOf(plan.id, begunMs));
    throw result.error;
  }
  if (way === 'apply' && result.kind === 'done') {
    return { outcome: appliedOutcome(begun, await describeDone(plan, result.remark, parts), parts) };
  }
  const outcome = describeResult(result, begun, way, parts);
  const isOutOfDate = result.kind === 'refused' || (result.kind === 'changed' && way === 'apply' && !isTaken(plan));
  return isOutOfDate ? { outcome, outOfDate: result.why } : { outcome };
}

function isReady(plan: ResponsePlan, way: Way, { approvalMs, now }: CarryingOut): boolean {
  // What was begun is looked at however late: it may be done.
  if (way === 'apply') return plan.status === 'applying' || isOpen(plan, approvalMs, now());
  return plan.status === 'applied' || plan.status === 'failed' || isTaken(plan);
}

function describeStopped(plan: ResponsePlan, way: Way, parts: CarryingOut): Outcome {
  return {
    ...outcomeOf(plan, 'skipped'),
    why: `the kill switch is on: ${whatWasDone(plan)}; the plan stays, for when the switch is off again`,
    command: commandFor(way, plan.id, parts),
  };
}

/** Who asks again, because the answer to the first time was lost, hears what became of it. */
function describeNotReady(plan: ResponsePlan, way: Way, parts: CarryingOut): PlanResult {
  const { status } = plan;
  if (way === 'undo') {
    return status === 'undone'
      ? { outcome: { ...outcomeOf(plan, 'undone'), why: 'it was taken back before' } }
      : { outcome: { ...outcomeOf(plan, 'skipped'), why: `the plan is ${status}: there is nothing to undo` } };
  }
  if (status === 'applied') return { outcome: appliedOutcome(plan, 'it was carried out before', parts) };
  if (status === 'failed') {
    return { outcome: { ...outcomeOf(plan, 'failed'), why: 'it was tried before and failed: look at the resource' } };
  }
  if (status === 'undoing') return { outcome: { ...outcomeOf(plan, 'failed'), why: whatWasDone(plan) } };
  const outOfDate = status === 'planned' || status === 'waiting' ? 'the plan has expired' : `the plan is ${status}`;
  return { outcome: { ...outcomeOf(plan, 'skipped'), why: `${outOfDate}: nothing was changed` }, outOfDate };
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
    case 'stopped':
      return plan.status;
    case 'failed':
      // What is as it was can be tried again; anything else is for people.
      if (result.state !== 'unchanged') return 'failed';
      return way === 'apply' ? 'planned' : 'applied';
  }
}

function describeResult(result: CarriedOut, plan: ResponsePlan, way: Way, parts: CarryingOut): Outcome {
  switch (result.kind) {
    case 'done':
      return { ...outcomeOf(plan, 'undone'), why: result.remark ?? 'it is as it was before' };
    case 'changed':
      return isTaken(plan) || plan.status === 'failed'
        ? { ...outcomeOf(plan, 'failed'), why: 'an earlier try broke off: it is neither as it was nor as planned' }
        : { ...outcomeOf(plan, 'skipped'), why: `${result.why}: nothing was changed` };
    case 'refused':
      return { ...outcomeOf(plan, 'skipped'), why: `${result.why}: nothing was changed` };
    case 'stopped':
      return describeStopped(plan, way, parts);
    case 'unread':
      return {
        ...outcomeOf(plan, 'failed'),
        why: `${result.why}: nothing was changed`,
        command: commandFor(way, plan.id, parts),
      };
    case 'failed':
      return {
        ...outcomeOf(plan, 'failed'),
        why: result.why,
        ...(result.state === 'unchanged' && { command: commandFor(way, plan.id, parts) }),
      };
  }
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
