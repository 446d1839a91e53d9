import type { ResponsePlan } from '#shared/ports/response-store.ts';

/** `apply` leads from the state that the plan was made on to the one that it asks for, `undo` back. */
export type Way = 'apply' | 'undo';

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
  return isTaken(plan) && !isLeft(plan, nowMs);
}

/** Tell whether nobody can be at a plan any more who moved it last, be it to change the resource or to tell of it. Nor can anybody who moved it
 * in the future: clocks differ by less. */
export function isLeft({ changedMs }: ResponsePlan, nowMs: number): boolean {
  return Math.abs(nowMs - changedMs) > leftMs;
}

/** Longer than a function may run, shorter than it is until the last try of a delivery. */
const leftMs = 100_000;
