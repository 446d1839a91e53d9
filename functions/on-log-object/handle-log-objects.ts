import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { readObjectNotice } from '#shared/cloudtrail/read-object-notice.ts';
import { type LogObjectParts, readObject } from './read-object.ts';

export type LogObjectHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** Make the function that SQS invokes with notices of new objects in the log bucket.
 *
 * Objects are read one at a time, so that no more than one is in memory. The reply names the messages that failed; the queue delivers
 * them again and at last moves them to the dead-letter queue. An object that is broken for good goes the same way: each try alerts on
 * what can be read, under the same ids, and the notice is kept for whoever repairs it. */
export function createHandler(parts: LogObjectParts): LogObjectHandler {
  const { telemetry } = parts;
  return async (event, context) => {
    telemetry.begin(context);
    try {
      // A reply that names every message is no different from one that names some: an error would only hide which ones.
      const options = { context, processInParallel: false, throwOnFullBatchFailure: false };
      return await processPartialResponse(
        event,
        (message: SQSRecord) => readMessage(message, parts),
        new BatchProcessor(EventType.SQS),
        options,
      );
    } finally {
      telemetry.flush();
    }
  };
}

/** Read every object that a message names, also when an earlier one fails. */
async function readMessage(message: SQSRecord, parts: LogObjectParts): Promise<void> {
  const { messageId } = message;
  const { telemetry } = parts;
  const notice = readObjectNotice(message.body);
  if (notice.setAside.length > 0) telemetry.info('notice set aside', { messageId, setAside: notice.setAside });
  const failures: unknown[] = [];
  for (const { code, hint } of notice.problems) {
    telemetry.count('ReadProblems', 1);
    telemetry.warn('notice not read', { messageId, code, hint });
    failures.push(new Error(`notice not read: ${code}`));
  }
  for (const ref of notice.objects) {
    try {
      await readObject(ref, parts);
    } catch (error) {
      telemetry.count('ObjectsFailed', 1);
      telemetry.error('object failed', error, { messageId, bucket: ref.bucket, key: ref.key });
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `message ${messageId} is left to the queue`);
}
