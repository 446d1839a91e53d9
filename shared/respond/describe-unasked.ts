import type { Outcome } from '#shared/model/outcome.ts';
import type { PlanStatus, ResponsePlan } from '#shared/ports/response-store.ts';
import { isSameState } from './is-same-state.ts';
import { appliedOutcome, commandFor, outcomeOf } from './outcome-of.ts';
import type { Way } from './plan-progress.ts';
import type { Playbook } from './playbook.ts';
import type { ResponderParts } from './responder.ts';

/** Say how far a plan is that seems begun, though nothing shows that this deployment was asked for it: somebody wrote its status, or began
 * in credentials of his own. The resource is read and left alone; the plan's status becomes what was found.
 * @throws {CloudError} the resource cannot be read
 * @throws {ResponseStoreError} */
export async function describeUnasked(
  playbook: Playbook,
  plan: ResponsePlan,
  way: Way,
  parts: ResponderParts,
): Promise<Outcome> {
  const { openCloud, store, now } = parts.ports;
  const { target, before, after } = plan;
  const live = await playbook.read(target, await openCloud(target, playbook.permissions.read));
  const is = (state: ResponsePlan['before']): boolean => live !== undefined && isSameState(playbook, live, state);
  const end = async (status: PlanStatus, outcome: Outcome): Promise<Outcome> => {
    await store.move(plan, status, now());
    return outcome;
  };
  const [from, to] = way === 'apply' ? [before, after] : [after, before];
  if (is(to)) {
    const why = `${unasked}; the resource is as the plan would have it`;
    return way === 'apply'
      ? end('applied', appliedOutcome(plan, why, parts))
      : end('undone', { ...outcomeOf(plan, 'undone'), why });
  }
  const failed = outcomeOf(plan, 'failed');
  if (!is(from)) {
    const why = `${unasked}; the resource is neither as it was nor as planned, and was left so`;
    return end('failed', { ...failed, why });
  }
  const why = `${unasked}; the resource is as it was, and nothing was changed`;
  return end(way === 'apply' ? 'planned' : 'applied', { ...failed, why, command: commandFor(way, plan.id, parts) });
}

const unasked = 'the plan is marked as begun, and nothing shows that this deployment was asked for it';
