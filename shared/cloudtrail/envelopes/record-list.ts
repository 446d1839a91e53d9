import type { Json, JsonObject } from '#shared/model/json.ts';
import type { Content, Expectation } from './content.ts';

/** Members whose list is the point of the object, whatever stands beside it: a log object's `Records`, the `Events` of
 * LookupEvents. Lambda triggers use `Records` as well, for messages rather than records: each element says what it is.
 * @see CloudTrail log file examples; CloudTrail API reference, LookupEvents */
export const listKeys: ReadonlyMap<string, Expectation> = new Map([
  ['Records', 'record'],
  ['Events', 'anything'],
]);

/** The elements of every list that an object holds under `listKeys`. */
export function openRecordList(object: JsonObject): readonly Content[] | undefined {
  const { Records, Events } = object;
  if (Records === undefined && Events === undefined) return undefined;
  const lists = Object.entries(object).flatMap(([key, value]) => {
    const expects = listKeys.get(key);
    return expects !== undefined && Array.isArray(value) ? [openList(value, expects)] : [];
  });
  if (lists.length > 0) return lists.flat();
  return Records === undefined ? undefined : [{ kind: 'problem', code: 'not-a-record' }];
}

/** The elements of an envelope's list; a list without any is set aside by name. */
export function openList(list: readonly Json[], expects: Expectation): readonly Content[] {
  if (list.length === 0) return [{ kind: 'set-aside', what: 'empty' }];
  return list.map((value) => ({ kind: 'value', value, expects }));
}
