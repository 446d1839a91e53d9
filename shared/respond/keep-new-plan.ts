import type { PlanStatus, ResponsePlan } from '#shared/ports/response-store.ts';
import { describeOldCall } from './describe-old-call.ts';
import { findReasonToAsk } from './find-reason-to-ask.ts';
import { keepPlan } from './keep-plan.ts';
import type { NewPlan } from './make-plan.ts';
import { isOpen } from './plan-progress.ts';
import type { Playbook } from './playbook.ts';
import type { ResponderParts } from './responder.ts';

/** A plan as it is kept, and why it is for people to decide upon, whatever the mode; without a reason it is not. */
export interface PlanToDecide {
  readonly plan: ResponsePlan;
  readonly reason?: string;
}

/** Keep a new plan, or find the same one as it was kept before.
 * @param statusFor the status that it begins with, for such a reason
 * @throws {ResponseStoreError | SealError} */
export async function keepNewPlan(
  playbook: Playbook,
  { plan: made, needsApproval, recent }: NewPlan,
  statusFor: (reason: string | undefined) => PlanStatus,
  { settings, ports }: ResponderParts,
): Promise<PlanToDecide> {
  const { approvalMs, freshMs } = settings.budget;
  const { store, seal } = ports;
  const nowMs = ports.now();
  const findReason = (ended: readonly ResponsePlan[]): string | undefined =>
    needsApproval ??
    findReasonToAsk(playbook, made, { earlier: [...recent, ...ended], nowMs }) ??
    describeOldCall(made.target, { freshMs, nowMs });
  const { plan, ended } = await keepPlan(made, {
    store,
    seal,
    isOpen: (kept) => isOpen(kept, approvalMs, nowMs),
    statusOf: (earlier) => statusFor(findReason(earlier)),
  });
  const reason = findReason(ended);
  return { plan, ...(reason !== undefined && { reason }) };
}
