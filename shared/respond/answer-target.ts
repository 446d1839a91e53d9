import type { Alert } from '#shared/model/alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import type { Target } from '#shared/model/target.ts';
import type { ResponsePlan } from '#shared/ports/response-store.ts';
import { isBeginningOurs } from './beginning-seal.ts';
import { checkBudget } from './check-budget.ts';
import { isAway, outcomeOfError } from './cloud-failure.ts';
import { findBegunPlans } from './find-begun-plans.ts';
import { keepNewPlan } from './keep-new-plan.ts';
import { makePlan } from './make-plan.ts';
import { appliedOutcome, outcomeOf, waitingOutcome } from './outcome-of.ts';
import type { Occasion } from './plan-response.ts';
import type { Playbook } from './playbook.ts';
import { resourceOf } from './resource-of.ts';
import type { Delivery, ResponderParts } from './responder.ts';
import { runPlan } from './run-plan.ts';
import { settingsOf } from './settings-of.ts';

/** Let one playbook at one of an alert's targets.
 * @returns what became of it, and before that of what an earlier try left; nothing where a playbook that the alert does not name has
 *   nothing to do
 * @throws {CloudError | PlanTakenError | ResponseStoreError | SealError} as {@link Responder.respond} has it */
export async function answerTarget(
  playbook: Playbook,
  target: Target,
  { alert, isLastTry }: Delivery & { readonly alert: Alert },
  parts: ResponderParts,
): Promise<readonly Outcome[]> {
  const { ports } = parts;
  const { mode } = settingsOf(parts.settings, playbook.id);
  const recent = await findBegunPlans(resourceOf(target), ports);
  const own = recent.filter((plan) => plan.alertId === alert.id && plan.playbook === playbook.id);
  const delivery = { alert, isLastTry };
  const left = own.find(({ status }) => status === 'applying');
  // Somebody died over it. Where nothing is changed unasked, it is left to `resumePlans`: who answers alerts may not write there. What only
  // seems begun is no reason to go on: the alert is answered as if it were not.
  if (left === undefined || mode !== 'apply' || !(await isBegunByUs(left, ports))) {
    return judgeTarget(playbook, target, { ...delivery, own, isSilent: alert.playbook !== playbook.id }, parts);
  }
  const { outcome } = await runPlan(playbook, left, { way: 'apply', isAsked: true, isLastTry }, parts);
  if (left.target.eventID === target.eventID) return [outcome];
  // Another record of the same alert: what its call did was not in that plan.
  return [outcome, ...(await judgeTarget(playbook, target, { ...delivery, own: [], isSilent: true }, parts))];
}

function isBegunByUs(plan: ResponsePlan, { seal, now }: ResponderParts['ports']): Promise<boolean> {
  return isBeginningOurs(plan, { way: 'apply', nowMs: now() }, seal);
}

/** How an alert is answered, beside how it came. */
interface Answering extends Delivery {
  readonly alert: Alert;
  /** Plans of the same alert and playbook that somebody began with. */
  readonly own: readonly ResponsePlan[];
  /** Where there is nothing to do, nothing is said. */
  readonly isSilent: boolean;
}

async function judgeTarget(
  playbook: Playbook,
  target: Target,
  { alert, isLastTry, own, isSilent }: Answering,
  parts: ResponderParts,
): Promise<readonly Outcome[]> {
  const { settings, ports } = parts;
  const { mode } = settingsOf(settings, playbook.id);
  const told = { playbook: playbook.id, alertId: alert.id, target, steps: [] };
  const occasion = occasionOf(alert, target);
  try {
    const made = await makePlan(playbook, occasion, parts);
    if (made.kind !== 'change') {
      const earlier = describeEarlier(own, made.why, parts);
      if (earlier !== undefined) return [earlier];
      return isSilent && made.kind !== 'refused' ? [] : [{ ...told, status: 'skipped', why: made.why }];
    }
    const lately = made.recent.filter(({ changedMs }) => Math.abs(ports.now() - changedMs) <= settings.budget.withinMs);
    const tooOften = checkBudget(settings.budget, lately, occasion);
    // Where people decide anyway they may decide for once more.
    if (tooOften !== undefined && mode !== 'approve') {
      return [{ ...told, status: 'skipped', why: tooOften, steps: made.plan.steps }];
    }
    const waits = (reason: string | undefined): boolean =>
      mode === 'approve' || (mode === 'apply' && reason !== undefined);
    const { plan, reason } = await keepNewPlan(playbook, made, (why) => (waits(why) ? 'waiting' : 'planned'), parts);
    if (waits(reason)) return [waitingOutcome(plan, 'approve', tooOften ?? reason ?? 'it waits for approval')];
    if (mode === 'plan') return [waitingOutcome(plan, 'apply', reason ?? 'planned, and nothing was changed')];
    const run = { way: 'apply', isFresh: true, isAsked: true, isLastTry } as const;
    return [(await runPlan(playbook, plan, run, parts)).outcome];
  } catch (error) {
    if (isAway(error) && !isLastTry) throw error;
    return [outcomeOfError(error, { ...told, status: 'failed', why: 'nothing was changed' })];
  }
}

function occasionOf({ id, actor: { arn, sessionIssuer } }: Alert, target: Target): Occasion {
  const actorArn = sessionIssuer ?? arn;
  const actorArns = [arn, sessionIssuer].filter((actor) => actor !== undefined);
  return { alertId: id, target, ...(actorArn !== undefined && { actorArn, actorArns }) };
}

/** What an earlier plan of the same alert came to, in case nobody was told. */
function describeEarlier(own: readonly ResponsePlan[], whyNow: string, parts: ResponderParts): Outcome | undefined {
  const applied = own.find(({ status }) => status === 'applied');
  if (applied !== undefined) return appliedOutcome(applied, 'done when this alert came before', parts);
  const failed = own.find(({ status }) => status === 'failed');
  if (failed === undefined) return undefined;
  return { ...outcomeOf(failed, 'failed'), why: `it was tried when this alert came before, and failed; now ${whyNow}` };
}
