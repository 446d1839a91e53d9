import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseAlert } from '#shared/alert/parse-alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import { respondToAlert } from '#shared/respond-to-alert.ts';
import { AlertsHeldError } from '../runtime/alerts-held-error.ts';
import { answerRequest, type RequestReply, type ResponderParts } from './answer-request.ts';

export type AlertHandler = (event: unknown, context: Context) => Promise<SQSBatchResponse | RequestReply>;

/** Make the function that SQS invokes with alerts, and people with `{"approve": "<plan id>"}` or `{"undo": "<plan id>"}`.
 *
 * An alert that could not be answered whole goes back to the queue; its targets that were answered stay answered. */
export function createHandler(parts: ResponderParts): AlertHandler {
  const { telemetry } = parts;
  return async (event, context) => {
    telemetry.begin(context);
    try {
      if (!isQueueEvent(event)) return await answerRequest(event, parts);
      const options = { context, processInParallel: false, throwOnFullBatchFailure: false };
      return await processPartialResponse(
        event,
        (message: SQSRecord) => answerMessage(message, parts),
        new BatchProcessor(EventType.SQS),
        options,
      );
    } finally {
      telemetry.flush();
    }
  };
}

function isQueueEvent(event: unknown): event is SQSEvent {
  return typeof event === 'object' && event !== null && 'Records' in event && Array.isArray(event.Records);
}

/** As often as the queue delivers an alert (infra/responder.yml). */
const maxReceiveCount = 5;

async function answerMessage({ messageId, body, attributes }: SQSRecord, parts: ResponderParts): Promise<void> {
  const { telemetry } = parts;
  try {
    const parsed = parseAlert(body);
    if (!parsed.ok) throw new Error(parsed.problem);
    const { alert } = parsed;
    const leftOut = alert.truncated?.['targets'];
    if (leftOut !== undefined) telemetry.warn('targets that did not fit the alert: no playbook sees them', { leftOut });
    const { outcomes, held, away } = await respondToAlert(alert, parts, {
      isLastTry: Number(attributes.ApproximateReceiveCount) >= maxReceiveCount,
    });
    for (const outcome of outcomes) reportOutcome(outcome, parts);
    if (away !== undefined) throw away;
    if (held > 0) throw new AlertsHeldError(held);
  } catch (error) {
    telemetry.count('AlertsFailed', 1);
    telemetry.error('alert not answered: left to the queue', error, { messageId });
    throw error;
  }
}

function reportOutcome({ status, playbook, alertId, planId, target }: Outcome, { telemetry }: ResponderParts): void {
  telemetry.count('OutcomesPublished', 1);
  if (status === 'failed') telemetry.count('ResponsesFailed', 1);
  telemetry.info('outcome published', { status, playbook, alertId, planId, eventID: target.eventID });
}
