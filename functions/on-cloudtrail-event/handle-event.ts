import type { Context } from 'aws-lambda';
import { readValue } from '#shared/cloudtrail/read-value.ts';
import { isJsonObject, type Json } from '#shared/model/json.ts';
import type { Ingest } from '../runtime/create-ingest.ts';
import type { Telemetry } from '../runtime/telemetry.ts';
import { isServiceEvent } from './is-service-event.ts';

export interface EventHandlerParts {
  readonly ingest: Ingest;
  readonly telemetry: Telemetry;
}

export type EventHandler = (event: Json, context: Context) => Promise<void>;

/** Make the function that EventBridge invokes, with one record an event.
 *
 * What is no record is told and let go: trying again cannot help, and the log object still holds it. A port that fails throws, so that
 * Lambda tries again and at last hands the event to the dead-letter queue. */
export function createHandler({ ingest, telemetry }: EventHandlerParts): EventHandler {
  return async (event, context) => {
    telemetry.begin(context);
    const source = sourceOf(event);
    try {
      if (!isServiceEvent(event)) {
        telemetry.count('ReadProblems', 1);
        telemetry.warn('no event of an AWS service: look at who may invoke the function', { source });
        return;
      }
      await ingest(readValue(event, source));
    } catch (error) {
      telemetry.count('EventsFailed', 1);
      telemetry.error('event failed', error, { source });
      throw error;
    } finally {
      telemetry.flush();
    }
  };
}

function sourceOf(event: Json): string {
  return isJsonObject(event) && typeof event.id === 'string' ? `EventBridge event ${event.id}` : 'EventBridge event';
}
