import { isJsonObject, type Json } from './json.ts';

// Values that come from outside may be of any type, whatever documentation says of them, and their keys may be `__proto__`:
// stages read them through these functions.

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
 * Policies and CloudTrail, where the API speaks XML, write a list of one either way. */
export function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

/** Tell whether a value is true, written as a boolean or, as some services do, as text. */
export function isTrue(value: Json | undefined): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

/** Tell whether a value is false, written as a boolean or as text; a missing value is not. */
export function isFalse(value: Json | undefined): boolean {
  return value === false || (typeof value === 'string' && value.toLowerCase() === 'false');
}

// `Array.isArray` alone narrows a union with a read-only list to `any[]`.
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
