import { createHash } from 'node:crypto';
import type { Json } from '#shared/model/json.ts';
import type { Target } from '#shared/model/target.ts';
import type { ResponsePlan } from '#shared/ports/response-store.ts';
import { canonicalJson } from './canonical-json.ts';
import { resourceOf } from './resource-of.ts';

/** The id of a plan: a hash of what it answers and of what it does, so that who names the id names that and nothing else. */
export function planIdOf({
  playbook,
  alertId,
  target,
  before,
  after,
}: Pick<ResponsePlan, 'playbook' | 'alertId' | 'target' | 'before' | 'after'>): string {
  return hashOf(canonicalJson([playbook, alertId, identityOf(target), before, after]));
}

/** The id of the plan that follows the same plan, after that has ended. */
export function successorOf(planId: string): string {
  return hashOf(`after ${planId}`);
}

/** Tell whether a plan is what its id stands for, itself or as a successor: one that was altered where it was kept is not.
 *
 * The id says nothing of `steps`, times and actors: nothing is changed by them. */
export function isGenuine(plan: ResponsePlan): boolean {
  if (plan.resource !== resourceOf(plan.target)) return false;
  let id = planIdOf(plan);
  for (let successors = 0; successors <= maxSuccessors; successors += 1) {
    if (id === plan.id) return true;
    id = successorOf(id);
  }
  return false;
}

/** Far more than there are: each is looked for in the store, one after the other, when the next is made. */
const maxSuccessors = 1000;

function identityOf({ accountId, region, subject }: Target): Json {
  return { accountId, region, subject: { ...subject } };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
