import type { Outcome, OutcomeStatus } from '#shared/model/outcome.ts';
import type { ResponsePlan } from '#shared/ports/response-store.ts';

/** The outcome of a plan, but for the reason. */
export function outcomeOf(plan: ResponsePlan, status: OutcomeStatus): Omit<Outcome, 'why'> {
  const { id, playbook, alertId, target, steps, before, after } = plan;
  return { status, playbook, alertId, target, steps, planId: id, before, after };
}

/** The outcome of a plan that is carried out, with the way back. */
export function appliedOutcome(plan: ResponsePlan, why: string): Outcome {
  return { ...outcomeOf(plan, 'applied'), why, command: `trailguard respond undo ${plan.id}` };
}

/** The outcome of a plan that nobody has begun with: one that waits to be approved, or one that who wants it applies. */
export function waitingOutcome(plan: ResponsePlan, verb: 'approve' | 'apply', why: string): Outcome {
  const status = verb === 'approve' ? 'waiting' : 'planned';
  return { ...outcomeOf(plan, status), why, command: `trailguard respond ${verb} ${plan.id}` };
}
