import type { ResponseBudget } from '#shared/model/response-settings.ts';
import type { ResponsePlan } from '#shared/ports/response-store.ts';
import type { Occasion } from './plan-response.ts';

/** Why a resource may not be changed again for now; `undefined` when it may.
 *
 * Who undoes what a playbook did has reasons or is an attacker: either way a machine that goes on fighting helps nobody.
 * @param recent plans for the resource whose status changed within the budget's time
 * @param occasion what is to be answered this time */
export function checkBudget(
  { attempts, reversals }: ResponseBudget,
  recent: readonly ResponsePlan[],
  { alertId, actorArn }: Pick<Occasion, 'alertId' | 'actorArn'>,
): string | undefined {
  const tried = recent.filter(({ status }) => status === 'applied' || status === 'failed' || status === 'applying');
  // By alerts: one that two playbooks answer was made once.
  const answered = new Set(
    tried.filter((plan) => plan.status === 'applied' && plan.actorArn === actorArn).map((plan) => plan.alertId),
  );
  answered.delete(alertId);
  if (actorArn !== undefined && answered.size >= reversals) {
    const repairs = answered.size === 1 ? 'a repair' : `${answered.size} repairs`;
    return `${actorArn} has made it again after ${repairs}: this is a tug-of-war, and for people to end`;
  }
  if (tried.length >= attempts) {
    return `it has been changed ${tried.length === 1 ? 'once' : `${tried.length} times`} lately, and that is enough`;
  }
  return undefined;
}
