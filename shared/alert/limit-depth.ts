import { isJsonObject, type Json } from '#shared/model/json.ts';

/** The value with everything deeper than `maxDepth` levels replaced by `…`.
 *
 * JSON of any depth can be parsed, but writing it again exhausts the stack after some thousand levels. */
export function limitDepth(value: Json, maxDepth = 20): Json {
  const isList = Array.isArray(value);
  if (!isList && !isJsonObject(value)) return value;
  if (maxDepth === 0) return '…';
  if (isList) return value.map((member) => limitDepth(member, maxDepth - 1));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, limitDepth(member, maxDepth - 1)]));
}
