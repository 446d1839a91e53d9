import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { respondToAlert } from '#shared/respond-to-alert.ts';
import { AlertsHeldError } from '../runtime/alerts-held-error.ts';
import type { ResponderParts } from '../runtime/connect-responder.ts';
import { reportOutcome } from '../runtime/report-outcome.ts';
import { ForgedAlertError, openAlert } from './open-alert.ts';

export type AlertHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** Make the function that SQS invokes with alerts.
 *
 * An alert that could not be answered whole goes back to the queue; its targets that were answered stay answered. A forged one goes back,
 * too: nothing is done about it, and after the last try the dead-letter queue keeps it as evidence. */
export function createHandler(parts: ResponderParts): AlertHandler {
  const { telemetry } = parts;
  return async (event, context) => {
    telemetry.begin(context);
    try {
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

/** As often as the queue delivers an alert (infra/responder.yml). */
const maxReceiveCount = 5;

async function answerMessage(message: SQSRecord, parts: ResponderParts): Promise<void> {
  const { telemetry } = parts;
  const { messageId, attributes } = message;
  try {
    const alert = await openAlert(message, parts.seal);
    const leftOut = alert.truncated?.['targets'];
    if (leftOut !== undefined) telemetry.warn('targets that did not fit the alert: no playbook sees them', { leftOut });
    const { outcomes, held, away } = await respondToAlert(alert, parts, {
      isLastTry: Number(attributes.ApproximateReceiveCount) >= maxReceiveCount,
    });
    for (const outcome of outcomes) reportOutcome(outcome, telemetry);
    if (away !== undefined) throw away;
    if (held > 0) throw new AlertsHeldError(held);
  } catch (error) {
    telemetry.count('AlertsFailed', 1);
    if (error instanceof ForgedAlertError) telemetry.count('ForgedAlerts', 1);
    telemetry.error('alert not answered: left to the queue', error, { messageId });
    throw error;
  }
}
