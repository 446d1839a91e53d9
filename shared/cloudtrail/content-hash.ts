import { createHash } from 'node:crypto';
import { isJsonObject, type Json } from '#shared/model/json.ts';

/** `sha256:` and 64 hexadecimal digits, the same for the same content in whatever order its members stand.
 *
 * It is the identity of a record that came without one, so that a second delivery is known for what it is. */
export function hashContent(value: Json): string {
  const canonical = JSON.stringify(value, (_key, member: Json) =>
    isJsonObject(member) ? sortMembers(member) : member,
  );
  return `sha256:${createHash('sha256').update(canonical).digest('hex')}`;
}

/** `Object.fromEntries` defines members rather than assigning them, so a key `__proto__` stays a member. */
function sortMembers(object: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(object).sort(([left], [right]) => (left < right ? -1 : 1)));
}
