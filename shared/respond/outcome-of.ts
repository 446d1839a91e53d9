import type { Outcome, OutcomeStatus } from '#shared/model/outcome.ts';
import { beginningOf, type ResponsePlan } from '#shared/ports/response-store.ts';
import { type Way, whatWasDone } from './plan-progress.ts';
import type { ResponderParts } from './responder.ts';

/** The outcome of a plan, but for the reason. */
export function outcomeOf(plan: ResponsePlan, status: OutcomeStatus): Omit<Outcome, 'why'> {
  const { id, playbook, alertId, target, steps, before, after, begunMs } = plan;
  const begun = begunMs !== undefined && { begun: beginningOf(id, begunMs) };
  return { status, playbook, alertId, target, steps, planId: id, before, after, ...begun };
}

/** The outcome of a plan that is not ours: it repeats nothing that somebody else wrote into it but what it is about. */
export function forgedOutcome(plan: ResponsePlan, forgery: string): Outcome {
  const { before: _, after: _after, ...outcome } = outcomeOf(plan, 'failed');
  return { ...outcome, steps: [], why: `${forgery}: ${whatWasDone(plan)}` };
}

/** What to type to have a plan carried out, or taken back. A deployed responder does it itself: it has its table at hand and a role in the
 * other account, for which nobody's own credentials are good at once. */
export function commandFor(
  way: Way,
  planId: string,
  { appliesInAnyMode }: Pick<ResponderParts, 'appliesInAnyMode'>,
): string {
  if (appliesInAnyMode) return `trailguard respond ${way} ${planId}`;
  return `trailguard respond approve ${planId}${way === 'undo' ? ' --undo' : ''}`;
}

/** The outcome of a plan that is carried out, with the way back. */
export function appliedOutcome(
  plan: ResponsePlan,
  why: string,
  parts: Pick<ResponderParts, 'appliesInAnyMode'>,
): Outcome {
  return { ...outcomeOf(plan, 'applied'), why, command: commandFor('undo', plan.id, parts) };
}

/** The outcome of a plan that nobody is at: one that waits to be approved, or one that who wants it applies. It does not tell how an earlier
 * try at it ended. */
export function waitingOutcome(plan: ResponsePlan, verb: 'approve' | 'apply', why: string): Outcome {
  const { begun: _, ...outcome } = outcomeOf(plan, verb === 'approve' ? 'waiting' : 'planned');
  return { ...outcome, why, command: `trailguard respond ${verb} ${plan.id}` };
}
