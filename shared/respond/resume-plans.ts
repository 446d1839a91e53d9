import type { Outcome } from '#shared/model/outcome.ts';
import type { ResponsePlan, Untold } from '#shared/ports/response-store.ts';
import { isAway } from './cloud-failure.ts';
import { findForgery } from './find-forgery.ts';
import { appliedOutcome, commandFor, forgedOutcome, outcomeOf } from './outcome-of.ts';
import { PlanTakenError } from './plan-errors.ts';
import { isLeft, isTaken } from './plan-progress.ts';
import type { ResponderParts, Resumed } from './responder.ts';
import { runKeptPlan } from './run-kept-plan.ts';

/** Bring to an end what was begun and left, the way it was going, and find out what became of what nobody told of. What another takes up
 * at this moment, and what AWS cannot say now, is for the next time.
 * @throws {ResponseStoreError} nobody knows what there is */
export async function resumePlans(tell: (outcome: Outcome) => Promise<void>, parts: ResponderParts): Promise<Resumed> {
  const outcomes: Outcome[] = [];
  const problems: { readonly planId: string; readonly error: unknown }[] = [];
  for (const left of await parts.ports.store.untold()) {
    try {
      const outcome = await endAndTell(left, tell, parts);
      if (outcome !== undefined) outcomes.push(outcome);
    } catch (error) {
      if (!(error instanceof PlanTakenError || isAway(error))) problems.push({ planId: left.planId, error });
    }
  }
  return { outcomes, problems };
}

async function endAndTell(
  { plan, ...left }: Untold,
  tell: (outcome: Outcome) => Promise<void>,
  parts: ResponderParts,
): Promise<Outcome | undefined> {
  const { store, now } = parts.ports;
  if (plan === undefined) {
    // Once: nothing else would become of it the next time.
    await store.noteTold(left);
    throw new Error(`plan ${left.planId} was begun, and cannot be read: look at what it was about`);
  }
  if (!isLeft(plan, now())) return undefined;
  const outcome = await endPlan(plan, parts);
  await tell(outcome);
  await store.noteTold(left);
  // Taken up again it has a beginning of its own.
  if (outcome.begun !== undefined) await store.noteTold(outcome.begun);
  return outcome;
}

async function endPlan(plan: ResponsePlan, parts: ResponderParts): Promise<Outcome> {
  if (isTaken(plan)) {
    const way = plan.status === 'applying' ? 'apply' : 'undo';
    return (await runKeptPlan(plan, { way, isAsked: false, isLastTry: false }, parts)).outcome;
  }
  const forgery = await findForgery(plan, parts.ports.seal);
  return forgery === undefined ? describeEnd(plan, parts) : forgedOutcome(plan, forgery);
}

/** What became of a plan, as far as its status tells: the rest died with whoever ended it. */
function describeEnd(plan: ResponsePlan, parts: ResponderParts): Outcome {
  const why = `the plan is ${plan.status}: who ended it died before telling`;
  switch (plan.status) {
    case 'applied':
      return appliedOutcome(plan, why, parts);
    case 'undone':
      return { ...outcomeOf(plan, 'undone'), why };
    case 'superseded':
      return { ...outcomeOf(plan, 'skipped'), why: `${why}, and changed nothing` };
    case 'planned':
    case 'waiting':
      return {
        ...outcomeOf(plan, 'failed'),
        why: `${why}, and changed nothing`,
        command: commandFor('apply', plan.id, parts),
      };
    default:
      return { ...outcomeOf(plan, 'failed'), why: `${why}; look at the resource` };
  }
}
