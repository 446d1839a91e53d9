import { isJsonObject, type JsonObject } from '#shared/model/json.ts';
import type { Content } from './content.ts';

/** What an SNS message carries, as Lambda gets it (`Sns`) or as SQS and HTTPS subscribers do (`Type`, `Message`).
 * @see Amazon SNS developer guide, message and JSON formats */
export function openSnsMessage(object: JsonObject): readonly Content[] | undefined {
  const { Sns } = object;
  const { Type, Message } = isJsonObject(Sns) ? Sns : object;
  if (Type === 'SubscriptionConfirmation' || Type === 'UnsubscribeConfirmation') {
    return [{ kind: 'set-aside', what: 'sns-subscription' }];
  }
  if (typeof Message !== 'string' || (Type !== 'Notification' && Sns === undefined)) return undefined;
  return [{ kind: 'text', text: Message, expects: 'anything' }];
}
