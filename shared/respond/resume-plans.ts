import type { Outcome } from '#shared/model/outcome.ts';
import type { ResponsePlan } from '#shared/ports/response-store.ts';
import { isAway } from './cloud-failure.ts';
import { findForgery } from './find-forgery.ts';
import { appliedOutcome, outcomeOf } from './outcome-of.ts';
import { PlanTakenError } from './plan-errors.ts';
import { isLeft, isTaken, whatWasDone } from './plan-progress.ts';
import type { ResponderParts } from './responder.ts';
import { runKeptPlan } from './run-kept-plan.ts';

/** Bring to an end what was begun and left, the way it was going, and find out what became of what nobody told of. What another takes up
 * at this moment, and what AWS cannot say now, is for the next time.
 * @throws {ResponseStoreError | SealError} what was ended before is told the next time */
export async function resumePlans(parts: ResponderParts): Promise<readonly Outcome[]> {
  const { store, now } = parts.ports;
  const outcomes: Outcome[] = [];
  for (const plan of await store.untold()) {
    if (!isLeft(plan, now())) continue;
    try {
      outcomes.push(await endPlan(plan, parts));
    } catch (error) {
      if (!(error instanceof PlanTakenError || isAway(error))) throw error;
    }
  }
  return outcomes;
}

async function endPlan(plan: ResponsePlan, parts: ResponderParts): Promise<Outcome> {
  if (isTaken(plan)) {
    const way = plan.status === 'applying' ? 'apply' : 'undo';
    return (await runKeptPlan(plan, { way, isLastTry: false }, parts)).outcome;
  }
  const forgery = await findForgery(plan, parts.ports.seal);
  return forgery === undefined
    ? describeEnd(plan)
    : { ...outcomeOf(plan, 'failed'), why: `${forgery}: ${whatWasDone(plan)}` };
}

/** What became of a plan, as far as its status tells: the rest died with whoever ended it. */
function describeEnd(plan: ResponsePlan): Outcome {
  const why = `the plan is ${plan.status}: who ended it died before telling`;
  switch (plan.status) {
    case 'applied':
      return appliedOutcome(plan, why);
    case 'undone':
      return { ...outcomeOf(plan, 'undone'), why };
    case 'superseded':
      return { ...outcomeOf(plan, 'skipped'), why: `${why}, and changed nothing` };
    case 'planned':
    case 'waiting':
      return {
        ...outcomeOf(plan, 'failed'),
        why: `${why}, and changed nothing`,
        command: `trailguard respond approve ${plan.id}`,
      };
    default:
      return { ...outcomeOf(plan, 'failed'), why: `${why}; look at the resource` };
  }
}
