import { isJsonObject, type Json } from '#shared/model/json.ts';

// A record's values may be of any type, whatever the documentation says of them, and its keys may be `__proto__`:
// everything in this folder reads records through these functions.

/** The value at a path of own members; undefined where a step is missing or is not an object. */
export function memberAt(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let current = value;
  for (const name of path) {
    if (!isJsonObject(current) || !Object.hasOwn(current, name)) return undefined;
    current = current[name];
  }
  return current;
}

/** The text at a path; undefined where there is none, it is empty, or it is no text. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = memberAt(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The entries of a list; a single value is a list of one, `null` and nothing an empty one.
 * CloudTrail writes a list of one either way where the API speaks XML. */
export function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

/** The entries at a path of an EC2 request, which wraps every list as `{ items: [...] }`. */
export function itemsAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  return listOf(memberAt(value, ...path, 'items'));
}

/** Tell whether a value is true, written as a boolean or, as some services do, as text. */
export function isTrue(value: Json | undefined): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

/** Tell whether a value is false, written as a boolean or as text; a missing value is not. */
export function isFalse(value: Json | undefined): boolean {
  return value === false || (typeof value === 'string' && value.toLowerCase() === 'false');
}

/** The texts of a list, sorted by code unit and distinct. */
export function sortedDistinct(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort();
}

// `Array.isArray` alone narrows a union with a read-only list to `any[]`.
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
