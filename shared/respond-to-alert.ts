import { buildOutcome, type OutcomeContext } from './alert/build-outcome.ts';
import { renderMessage } from './alert/render-message.ts';
import { withoutStates } from './alert/without-states.ts';
import type { Alert } from './model/alert.ts';
import type { Outcome } from './model/outcome.ts';
import type { Target } from './model/target.ts';
import type { AlertLedger } from './ports/alert-ledger.ts';
import { CloudError } from './ports/cloud/cloud.ts';
import type { Publisher } from './ports/publisher.ts';
import { resourceOf } from './respond/resource-of.ts';
import type { Delivery, Responder, Resumed } from './respond/responder.ts';

/** What answering needs. */
export interface AnswerParts {
  readonly responder: Responder;
  readonly ledger: AlertLedger;
  readonly publisher: Publisher;
  /** What commands have to be told besides a plan, to find where it is kept: `--function NAME --region REGION`. */
  readonly commandOptions?: string;
  /** The command that stops all changes at once, for whoever reads of one. */
  readonly stopCommand?: string;
}

/** What became of an alert's targets. */
export interface AnswerReport {
  readonly outcomes: readonly Outcome[];
  /** Targets that were answered before. */
  readonly repeated: number;
  /** Targets that another is answering, or left behind when it died: the caller must try the delivery again. */
  readonly held: number;
  /** Why targets were not answered: AWS was away, and nothing was changed. The caller must try the delivery again. */
  readonly away?: CloudError;
}

/** Answer each of an alert's targets once: claim it, let the playbook at it, tell the outcome, confirm it.
 *
 * A claim may run out while a playbook is at work: then two come to the same plan, which only one of them can take. Who dies before an
 * outcome is told leaves the claim to expire; the next try finds what the first one did, and tells it.
 * @throws {AlertLedgerError | PublishError | ResponseStoreError | PlanTakenError} the rest is for the retry of the delivery */
export async function respondToAlert(
  alert: Alert,
  parts: AnswerParts,
  delivery: Delivery = { isLastTry: false },
): Promise<AnswerReport> {
  const { responder, ledger } = parts;
  const outcomes: Outcome[] = [];
  let repeated = 0;
  let held = 0;
  let away: CloudError | undefined;
  for (const target of alert.targets ?? []) {
    const key = answerKey(alert, target);
    const { state } = await ledger.claim(key);
    if (state === 'held') held += 1;
    else if (state === 'delivered') repeated += 1;
    else {
      try {
        for (const outcome of await responder.respond({ ...alert, targets: [target] }, delivery)) {
          outcomes.push(await tell(outcome, parts, { origin: alert }));
          if (outcome.begun !== undefined) await responder.noteTold(outcome.begun);
        }
        await ledger.confirm(key);
      } catch (error) {
        if (!(error instanceof CloudError)) throw error;
        away ??= error;
      }
    }
  }
  return { outcomes, repeated, held, ...(away !== undefined && { away }) };
}

/** What somebody asks for, by a plan's id. */
export interface PlanRequest {
  readonly way: 'apply' | 'undo';
  readonly planId: string;
}

/** Do what somebody asks for, and tell the outcome to all who hear of alerts.
 * @throws {UnknownPlanError | PlanTakenError | ResponseStoreError | PublishError} the caller may ask again: nothing is done twice */
export async function respondToRequest(
  { way, planId }: PlanRequest,
  parts: Omit<AnswerParts, 'ledger'>,
): Promise<Outcome> {
  const outcome = await parts.responder[way](planId);
  const told = await tell(outcome, parts, {});
  if (outcome.begun !== undefined) await parts.responder.noteTold(outcome.begun);
  return told;
}

/** Bring to an end what others began and left when they died, and tell what became of it, as of all that nobody told of.
 * @returns the outcomes that were told, and what could not be, which is for the next time
 * @throws {ResponseStoreError} nobody knows what there is */
export function respondToLeftovers(parts: Omit<AnswerParts, 'ledger'>): Promise<Resumed> {
  return parts.responder.resume(async (outcome) => void (await tell(outcome, parts, {})));
}

/** An episode that grows brings new records under one alert's id: each of them is answered. */
function answerKey({ id }: Alert, target: Target): string {
  return `response ${id} ${resourceOf(target)} ${target.eventID}`;
}

/** @returns the outcome as it was told */
async function tell(
  outcome: Outcome,
  { publisher, commandOptions, stopCommand }: Omit<AnswerParts, 'responder' | 'ledger'>,
  context: Pick<OutcomeContext, 'origin'>,
): Promise<Outcome> {
  const { command, begun: _, ...rest } = withoutStates(outcome);
  const whole = command === undefined ? undefined : [command, commandOptions].filter(Boolean).join(' ');
  const told: Outcome = { ...rest, ...(whole !== undefined && { command: whole }) };
  const resource = resourceOf(told.target);
  const alert = buildOutcome(told, { resource, ...context, ...(stopCommand !== undefined && { stopCommand }) });
  await publisher.publish(renderMessage(alert));
  return told;
}
