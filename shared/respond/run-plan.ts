import type { Json } from '#shared/model/json.ts';
import type { Cloud } from '#shared/ports/cloud/cloud.ts';
import type { ResponsePlan } from '#shared/ports/response-store.ts';
import { isBeginningOurs } from './beginning-seal.ts';
import { carryOutPlan, type PlanResult } from './carry-out-plan.ts';
import { isAway, outcomeOfError } from './cloud-failure.ts';
import { describeUnasked } from './describe-unasked.ts';
import { findForgery } from './find-forgery.ts';
import { findReasonToKeepAway } from './find-reason-to-keep-away.ts';
import { isSameState } from './is-same-state.ts';
import { judgeState } from './judge-state.ts';
import { forgedOutcome, outcomeOf } from './outcome-of.ts';
import { isExpired, isTaken, type Way, whatWasDone } from './plan-progress.ts';
import type { Playbook } from './playbook.ts';
import type { Delivery, ResponderParts } from './responder.ts';
import { settingsOf } from './settings-of.ts';

/** How a plan is to be run. */
export interface Run extends Delivery {
  readonly way: Way;
  /** It was judged a moment ago. */
  readonly isFresh?: boolean;
  /** Somebody asks for it now, or an alert does; else it is gone on with only if the one who began it was asked. */
  readonly isAsked: boolean;
}

/** Carry out a plan one way or the other, if it is ours and nothing speaks against it.
 * @throws {CloudError} AWS is away, and it is not the last try
 * @throws {PlanTakenError | ResponseStoreError | SealError} */
export async function runPlan(
  playbook: Playbook,
  plan: ResponsePlan,
  { way, isFresh = false, isAsked, isLastTry }: Run,
  parts: ResponderParts,
): Promise<PlanResult> {
  const { openCloud, store, killSwitch, seal, now } = parts.ports;
  const forgery = await findForgery(plan, seal);
  if (forgery !== undefined) return { outcome: forgedOutcome(plan, forgery) };
  try {
    if (!isAsked && isTaken(plan) && !(await isBeginningOurs(plan, { way, nowMs: now() }, seal))) {
      return { outcome: await describeUnasked(playbook, plan, way, parts) };
    }
    // It may have become exempt since, which may be the answer to the plan: it waits on, for as long as it may. What was begun is looked
    // at first: it may be done.
    const isNew = way === 'apply' && !isFresh && !isTaken(plan);
    const exempt = isNew ? await findReasonToKeepAway(playbook, plan, parts) : undefined;
    if (exempt !== undefined)
      return { outcome: { ...outcomeOf(plan, 'skipped'), why: `${exempt}: nothing was changed` } };
    // The way that is asked for, and not the other.
    const cloud = await openCloud(plan.target, [...playbook.permissions.read, ...playbook.permissions[way]]);
    const objection = { findObjection: (live: Json) => findObjection(playbook, plan, { live, cloud, parts }) };
    return await carryOutPlan(plan, way, {
      playbook,
      settings: settingsOf(parts.settings, playbook.id),
      approvalMs: parts.settings.budget.approvalMs,
      cloud,
      store,
      killSwitch,
      now,
      isLastTry,
      ...(seal !== undefined && { seal }),
      ...(parts.appliesInAnyMode !== undefined && { appliesInAnyMode: parts.appliesInAnyMode }),
      ...(!isFresh && objection),
    });
  } catch (error) {
    if (isAway(error) && !isLastTry) throw error;
    return { outcome: outcomeOfError(error, { ...outcomeOf(plan, 'failed'), why: whatWasDone(plan) }) };
  }
}

/** Why a plan must not be applied, though the resource is as it was when the plan was made; `undefined` when it may. */
async function findObjection(
  playbook: Playbook,
  plan: ResponsePlan,
  { live, cloud, parts }: { readonly live: Json; readonly cloud: Cloud; readonly parts: ResponderParts },
): Promise<string | undefined> {
  const { settings, ports } = parts;
  if (isExpired(plan, settings.budget.approvalMs, ports.now())) return 'the plan has expired';
  const exempt = await findReasonToKeepAway(playbook, plan, parts);
  if (exempt !== undefined) return exempt;
  const terms = { target: plan.target, cloud, settings: settingsOf(settings, playbook.id) };
  const repair = await judgeState(playbook, live, terms);
  if (repair.kind !== 'change') return repair.why;
  return isSameState(playbook, repair.state, plan.after) ? undefined : 'the playbook would do something else now';
}
