import type { Outcome } from '#shared/model/outcome.ts';
import type { ResponsePlan } from '#shared/ports/response-store.ts';
import { outcomeOfError } from './cloud-failure.ts';
import { keepNewPlan } from './keep-new-plan.ts';
import { makePlan } from './make-plan.ts';
import { outcomeOf, waitingOutcome } from './outcome-of.ts';
import type { Playbook } from './playbook.ts';
import type { ResponderParts } from './responder.ts';

/** Make a new plan for the same alert and target, in place of one that can no longer be carried out. It waits, too: who agreed to the old
 * one has not seen it.
 * @param why what is wrong with the old one
 * @throws {PlanTakenError | ResponseStoreError | SealError} */
export async function renewPlan(
  playbook: Playbook,
  old: ResponsePlan,
  why: string,
  parts: ResponderParts,
): Promise<Outcome> {
  const { store, now } = parts.ports;
  const ended = `${why}: nothing was changed`;
  try {
    const made = await makePlan(playbook, old, parts);
    // An expired one still seems to wait.
    if (old.status === 'planned' || old.status === 'waiting') await store.move(old, 'superseded', now());
    if (made.kind !== 'change') {
      const whyNone = made.why === why ? '' : `, and there is no new plan: ${made.why}`;
      return { ...outcomeOf(old, 'skipped'), why: `${ended}${whyNone}` };
    }
    const verb = parts.appliesInAnyMode ? 'apply' : 'approve';
    const status = verb === 'approve' ? 'waiting' : 'planned';
    const { plan, reason } = await keepNewPlan(playbook, made, () => status, parts);
    const instead = `${ended}; this plan takes the place of plan ${old.id}`;
    return waitingOutcome(plan, verb, reason === undefined ? instead : `${instead}; ${reason}`);
  } catch (error) {
    return outcomeOfError(error, { ...outcomeOf(old, 'failed'), why: `${ended}, and no new plan could be made` });
  }
}
