import type { Json } from '#shared/model/json.ts';

/** Tell whether some value in a tree that is neither list nor object passes the test; keys are not looked at.
 *
 * Walks with a list of its own rather than the engine's stack, so nesting cannot overflow it. */
export function someLeaf<Context>(
  root: Json,
  test: (value: Json, context: Context) => boolean,
  context: Context,
): boolean {
  const pending: Json[] = [root];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== 'object' || value === null) {
      if (test(value, context)) return true;
    } else {
      const members = Object.values(value);
      for (let at = members.length - 1; at >= 0; at -= 1) pending.push(members[at] as Json);
    }
  }
  return false;
}
