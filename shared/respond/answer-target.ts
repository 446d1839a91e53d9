import type { Alert } from '#shared/model/alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import type { Target } from '#shared/model/target.ts';
import type { ResponsePlan } from '#shared/ports/response-store.ts';
import { checkBudget } from './check-budget.ts';
import { isAway, outcomeOfError } from './cloud-failure.ts';
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
 * @returns what became of it; `undefined` where a playbook that the alert does not name has nothing to do
 * @throws {CloudError | PlanTakenError | ResponseStoreError | SealError} as {@link Responder.respond} has it */
export async function answerTarget(
  playbook: Playbook,
  target: Target,
  { alert, isLastTry }: Delivery & { readonly alert: Alert },
  parts: ResponderParts,
): Promise<Outcome | undefined> {
  const { settings, ports } = parts;
  const { mode } = settingsOf(settings, playbook.id);
  const recent = await ports.store.recent(resourceOf(target), 0);
  const own = recent.filter((plan) => plan.alertId === alert.id && plan.playbook === playbook.id);
  const begun = own.find(({ status }) => status === 'applying');
  // Somebody died over it. Where nothing is changed unasked, it is left to `resumePlans`: who answers alerts may not write there.
  if (begun !== undefined && mode === 'apply') {
    return (await runPlan(playbook, begun, { way: 'apply', isLastTry }, parts)).outcome;
  }
  const told = { playbook: playbook.id, alertId: alert.id, target, steps: [] };
  const occasion = occasionOf(alert, target);
  try {
    const made = await makePlan(playbook, occasion, parts);
    if (made.kind !== 'change') {
      const earlier = describeEarlier(own, made.why);
      const isSilent = alert.playbook !== playbook.id && made.kind !== 'refused';
      return earlier ?? (isSilent ? undefined : { ...told, status: 'skipped', why: made.why });
    }
    const lately = made.recent.filter(({ changedMs }) => ports.now() - changedMs <= settings.budget.withinMs);
    const tooOften = checkBudget(settings.budget, lately, occasion);
    if (tooOften !== undefined) return { ...told, status: 'skipped', why: tooOften, steps: made.plan.steps };
    const waits = (reason: string | undefined): boolean =>
      mode === 'approve' || (mode === 'apply' && reason !== undefined);
    const { plan, reason } = await keepNewPlan(playbook, made, (why) => (waits(why) ? 'waiting' : 'planned'), parts);
    if (waits(reason)) return waitingOutcome(plan, 'approve', reason ?? 'it waits for approval');
    if (mode === 'plan') return waitingOutcome(plan, 'apply', reason ?? 'planned, and nothing was changed');
    return (await runPlan(playbook, plan, { way: 'apply', isFresh: true, isLastTry }, parts)).outcome;
  } catch (error) {
    if (isAway(error) && !isLastTry) throw error;
    return outcomeOfError(error, { ...told, status: 'failed', why: 'nothing was changed' });
  }
}

function occasionOf({ id, actor: { arn, sessionIssuer } }: Alert, target: Target): Occasion {
  const actorArn = sessionIssuer ?? arn;
  const actorArns = [arn, sessionIssuer].filter((actor) => actor !== undefined);
  return { alertId: id, target, ...(actorArn !== undefined && { actorArn, actorArns }) };
}

/** What an earlier plan of the same alert came to, in case nobody was told. */
function describeEarlier(own: readonly ResponsePlan[], whyNow: string): Outcome | undefined {
  const applied = own.find(({ status }) => status === 'applied');
  if (applied !== undefined) return appliedOutcome(applied, 'done when this alert came before');
  const failed = own.find(({ status }) => status === 'failed');
  if (failed === undefined) return undefined;
  return { ...outcomeOf(failed, 'failed'), why: `it was tried when this alert came before, and failed; now ${whyNow}` };
}
