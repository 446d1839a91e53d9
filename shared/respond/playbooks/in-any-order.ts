import { isJsonObject, type Json } from '#shared/model/json.ts';
import { canonicalJson } from '../canonical-json.ts';

/** A value with its lists sorted, at every depth: for lists that AWS gives in any order, so that equal ones compare equal. */
export function inAnyOrder(value: Json): Json {
  if (isList(value)) {
    return value
      .map(inAnyOrder)
      .map((entry) => [canonicalJson(entry), entry] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, entry]) => entry);
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inAnyOrder(member)]));
}

// `Array.isArray` alone narrows a union with a read-only list to `any[]`.
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
