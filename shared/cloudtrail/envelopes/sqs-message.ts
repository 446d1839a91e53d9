import type { JsonObject } from '#shared/model/json.ts';
import type { Content } from './content.ts';

/** What an SQS message carries, as Lambda gets it (`body`) or as ReceiveMessage gives it (`Body`).
 * @see AWS Lambda developer guide, Using Lambda with Amazon SQS */
export function openSqsMessage(object: JsonObject): readonly Content[] | undefined {
  const text = object['eventSource'] === 'aws:sqs' ? object['body'] : object['Body'];
  return typeof text === 'string' ? [{ kind: 'text', text, expects: 'anything' }] : undefined;
}
