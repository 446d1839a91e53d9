import type { Outcome } from '#shared/model/outcome.ts';
import { UnknownPlanError } from './plan-errors.ts';
import type { Way } from './plan-progress.ts';
import { renewPlan } from './renew-plan.ts';
import type { ResponderParts } from './responder.ts';
import { runKeptPlan } from './run-kept-plan.ts';

/** Carry out a plan that somebody names by its id, or take it back; a plan that can no longer be carried out is made anew.
 * @throws {UnknownPlanError} there is no such plan
 * @throws {PlanTakenError | ResponseStoreError | SealError} */
export async function answerRequest(planId: string, way: Way, parts: ResponderParts): Promise<Outcome> {
  const plan = await parts.ports.store.read(planId);
  if (plan === undefined) throw new UnknownPlanError(`there is no plan ${planId}`);
  const { outcome, outOfDate } = await runKeptPlan(plan, { way, isAsked: true, isLastTry: true }, parts);
  const playbook = parts.playbooks.find(({ id }) => id === plan.playbook);
  if (outOfDate === undefined || playbook === undefined) return outcome;
  const renewed = await renewPlan(playbook, plan, outOfDate, parts);
  // Who hears of the plan that follows hears what became of this one.
  return outcome.begun === undefined ? renewed : { ...renewed, begun: outcome.begun };
}
