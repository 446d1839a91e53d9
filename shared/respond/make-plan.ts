import type { Json } from '#shared/model/json.ts';
import type { ResponsePlan } from '#shared/ports/response-store.ts';
import { findBegunPlans } from './find-begun-plans.ts';
import { findReasonToKeepAway } from './find-reason-to-keep-away.ts';
import { PlanTakenError } from './plan-errors.ts';
import { isBeingCarriedOut } from './plan-progress.ts';
import { type Occasion, type Planned, planResponse } from './plan-response.ts';
import type { Playbook, Repair } from './playbook.ts';
import type { ResponderParts } from './responder.ts';
import { settingsOf } from './settings-of.ts';

/** A plan that nobody has kept yet, with all that were ever begun with for its resource. */
export interface NewPlan extends Extract<Planned, { readonly kind: 'change' }> {
  readonly recent: readonly ResponsePlan[];
}

export type MadePlan =
  | NewPlan
  | Exclude<Repair<Json>, { readonly kind: 'change' }>
  | { readonly kind: 'exempt'; readonly why: string };

/** Plan an answer, unless the target is exempt; nothing is kept or changed.
 * @throws {CloudError} the state cannot be read
 * @throws {PlanTakenError} another plan is changing the resource at this moment
 * @throws {ResponseStoreError | SealError} */
export async function makePlan(playbook: Playbook, occasion: Occasion, parts: ResponderParts): Promise<MadePlan> {
  const { openCloud, now } = parts.ports;
  const exempt = await findReasonToKeepAway(playbook, occasion, parts);
  if (exempt !== undefined) return { kind: 'exempt', why: exempt };
  const planned = await planResponse(playbook, occasion, {
    cloud: await openCloud(occasion.target, playbook.permissions.read),
    settings: settingsOf(parts.settings, playbook.id),
    nowMs: now(),
  });
  if (planned.kind !== 'change') return planned;
  // However long ago they were made: what counts is when they were carried out, or taken back. And read after the state: one that
  // somebody was just changing must not be taken for what is.
  const recent = await findBegunPlans(planned.plan.resource, parts.ports);
  const other = recent.find((plan) => isBeingCarriedOut(plan, now()));
  if (other !== undefined) throw new PlanTakenError(`${other.resource} is being changed by plan ${other.id}`);
  return { ...planned, recent };
}
