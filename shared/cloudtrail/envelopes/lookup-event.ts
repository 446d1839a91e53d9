import type { JsonObject } from '#shared/model/json.ts';
import type { Content } from './content.ts';

/** The record of one entry that LookupEvents lists: the whole of it is the JSON text in `CloudTrailEvent`.
 * @see CloudTrail API reference, `Event` */
export function openLookupEvent(object: JsonObject): readonly Content[] | undefined {
  const text = object['CloudTrailEvent'];
  return typeof text === 'string' ? [{ kind: 'text', text, expects: 'record' }] : undefined;
}
