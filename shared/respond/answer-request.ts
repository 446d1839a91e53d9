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
  const { outcome, outOfDate } = await runKeptPlan(plan, { way, isLastTry: true }, parts);
  const playbook = parts.playbooks.find(({ id }) => id === plan.playbook);
  return outOfDate === undefined || playbook === undefined ? outcome : renewPlan(playbook, plan, outOfDate, parts);
}
