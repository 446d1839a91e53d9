import type { Json } from '#shared/model/json.ts';

/** A field path made ready for walking.
 *
 * Invariant: a path reaches every value whose keys, joined by dots, spell it; list members are reached by the path of their
 * list. So `a.b` reaches both `{"a":{"b":1}}` and `{"a.b":1}`, whoever chose the keys, and each value at most once. */
export interface FieldPath {
  /** For `derived.<group>…`: the group of derived fields in which the steps begin. */
  readonly derivedGroup?: string;
  readonly steps: readonly PathStep[];
}

/** One step: a list index, or the keys that may come next with the step that follows each. */
type PathStep =
  | { readonly index: number }
  | { readonly branches: readonly { readonly key: string; readonly next: number }[] };

/** Make a path ready; `items[0].name` takes one member of a list, negative indexes count from its end. */
export function compileFieldPath(path: string): FieldPath {
  const derivedGroup = /^derived\.([^.[\]]+)/.exec(path)?.[1];
  // What is left of a derived path may be empty, or begin with an index: `derived.resources[0]`.
  const inner = derivedGroup === undefined ? path : path.slice(`derived.${derivedGroup}`.length).replace(/^\./, '');
  const segments = inner === '' ? [] : inner.split('.').flatMap(splitIndexes);
  const steps = segments.map((segment, at): PathStep => {
    if (typeof segment === 'number') return { index: segment };
    const branches = [{ key: segment, next: at + 1 }];
    let key = segment;
    for (let end = at + 1; end < segments.length; end += 1) {
      const following = segments[end];
      if (typeof following !== 'string') break;
      key += `.${following}`;
      branches.push({ key, next: end + 1 });
    }
    return { branches };
  });
  return { ...(derivedGroup !== undefined && { derivedGroup }), steps };
}

const indexedSegment = /^[^[\]]*(?:\[-?\d+\])+$/;

function splitIndexes(segment: string): readonly (string | number)[] {
  if (!indexedSegment.test(segment)) return [segment];
  const bracketAt = segment.indexOf('[');
  const indexes = Array.from(segment.slice(bracketAt).matchAll(/-?\d+/g), ([digits]) => Number(digits));
  return bracketAt === 0 ? indexes : [segment.slice(0, bracketAt), ...indexes];
}

/** Tell whether some value that the path reaches passes the test; values are tried in the record's order.
 *
 * A list at the path's end is tested member by member, then as a whole.
 * @param context handed to the test as it is, so that no closure is made for each record */
export function somePathValue<Context>(
  root: Json | undefined,
  path: FieldPath,
  test: (value: Json, context: Context) => boolean,
  context: Context,
): boolean {
  return root !== undefined && someFrom(root, path.steps, 0, test, context);
}

function someFrom<Context>(
  node: Json,
  steps: readonly PathStep[],
  at: number,
  test: (value: Json, context: Context) => boolean,
  context: Context,
): boolean {
  const step = steps[at];
  if (step === undefined) return someMember(node, test, context);
  if (typeof node !== 'object' || node === null) return false;
  if (Array.isArray(node)) {
    const members: readonly Json[] = node;
    if (!('index' in step)) {
      for (const member of members) if (someFrom(member, steps, at, test, context)) return true;
      return false;
    }
    const member = members.at(step.index);
    return member !== undefined && someFrom(member, steps, at + 1, test, context);
  }
  if ('index' in step) return false;
  for (const { key, next } of step.branches) {
    if (!Object.hasOwn(node, key)) continue;
    // Derived fields are typed objects, whose optional members may be present as undefined.
    const value = (node as Readonly<Record<string, Json | undefined>>)[key];
    if (value !== undefined && someFrom(value, steps, next, test, context)) return true;
  }
  return false;
}

function someMember<Context>(value: Json, test: (value: Json, context: Context) => boolean, context: Context): boolean {
  // The member that passes says more than the list it stands in.
  if (Array.isArray(value)) for (const member of value) if (someMember(member, test, context)) return true;
  return test(value, context);
}
