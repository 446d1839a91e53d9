import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import type { Content } from './content.ts';

/** The detail types that CloudTrail uses, in lower case. The documentation writes "Signin" where events say "Sign In".
 * @see Amazon EventBridge events reference, AWS service events delivered via CloudTrail */
const detailTypes: ReadonlySet<string> = new Set([
  'aws api call via cloudtrail',
  'aws console action via cloudtrail',
  'aws console sign in via cloudtrail',
  'aws console signin via cloudtrail',
  'aws insight via cloudtrail',
  'aws network activity event via cloudtrail',
  'aws service event via cloudtrail',
]);

/** The record in an EventBridge event that CloudTrail sent; any other EventBridge event is set aside.
 *
 * Anyone who may call PutEvents can choose the detail type, but not a source that begins with `aws.`: such an event is
 * not CloudTrail's, whatever it says.
 * @see EventBridge API reference, PutEvents */
export function openEventBridgeEvent(object: JsonObject): readonly Content[] | undefined {
  const { 'detail-type': detailType, source, detail } = object;
  if (typeof detailType !== 'string' || detail === undefined) return undefined;
  const fromAws = source === undefined || (typeof source === 'string' && source.startsWith('aws.'));
  if (fromAws && (detailTypes.has(detailType.toLowerCase()) || looksLikeRecord(detail))) {
    return [{ kind: 'value', value: detail, expects: 'record' }];
  }
  const what = source === 'aws.s3' && detailType.startsWith('Object ') ? 'object-notice' : 'other-eventbridge';
  return [{ kind: 'set-aside', what }];
}

/** A detail type that CloudTrail may use tomorrow still carries a record. */
function looksLikeRecord(detail: Json): boolean {
  return isJsonObject(detail) && typeof detail['eventVersion'] === 'string' && typeof detail['eventName'] === 'string';
}
