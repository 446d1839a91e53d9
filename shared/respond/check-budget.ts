import type { ResponseBudget } from '#shared/model/response-settings.ts';
import type { ResponsePlan } from '#shared/ports/response-store.ts';

/** Why a resource may not be changed again for now; `undefined` when it may.
 *
 * Who undoes what a playbook did has reasons or is an attacker: either way a machine that goes on fighting helps nobody.
 * @param recent plans for the resource whose status changed within the budget's time
 * @param actorArn who made the harm this time */
export function checkBudget(
  { attempts, reversals }: ResponseBudget,
  recent: readonly ResponsePlan[],
  actorArn: string | undefined,
): string | undefined {
  const tried = recent.filter(({ status }) => status === 'applied' || status === 'failed' || status === 'applying');
  const answered = tried.filter((plan) => plan.status === 'applied' && plan.actorArn === actorArn);
  if (actorArn !== undefined && answered.length >= reversals) {
    const repairs = answered.length === 1 ? 'a repair' : `${answered.length} repairs`;
    return `${actorArn} has made it again after ${repairs}: this is a tug-of-war, and for people to end`;
  }
  if (tried.length >= attempts) {
    return `it has been changed ${tried.length === 1 ? 'once' : `${tried.length} times`} lately, and that is enough`;
  }
  return undefined;
}
