import { describe, expect, it } from 'vitest';
import type { Json } from '#shared/model/json.ts';
import { compileFieldPath, somePathValue } from '#shared/sigma/field-path.ts';

/** What the test of values is asked, in order, when nothing passes, and what comes out when the last of it passes. */
function walk(root: Json | undefined, path: string): { readonly asked: readonly Json[]; readonly outcomes: unknown } {
  const asked: Json[] = [];
  const compiled = compileFieldPath(path);
  const whenNothing = somePathValue(root, compiled, (value, seen) => seen.push(value) === 0, asked);
  const last = asked.at(-1);
  const whenLast = somePathValue(root, compiled, (value) => value === last, undefined);
  return { asked, outcomes: [whenNothing, whenLast] };
}

describe('somePathValue', () => {
  it.each<[string, Json, string, readonly Json[]]>([
    ['a value', { a: 1 }, 'a', [1]],
    ['a value below', { a: { b: 1 } }, 'a.b', [1]],
    ['the members of a list, then the list', { a: [1, [2]] }, 'a', [1, 2, [2], [1, [2]]]],
    ['what members of a list have', { a: [{ b: 1 }, { b: 2 }] }, 'a.b', [1, 2]],
    ['one member', { a: [{ b: 1 }, { b: 2 }] }, 'a[-1].b', [2]],
    ['every spelling of a path', { a: { b: 1 }, 'a.b': 2 }, 'a.b', [1, 2]],
  ])('asks about %s and says whether it passes', (_, root, path, expected) => {
    expect(walk(root, path)).toEqual({ asked: expected, outcomes: [false, true] });
  });

  it.each<[string, Json | undefined, string]>([
    ['there is no tree', undefined, 'a'],
    ['the field is absent', {}, 'a'],
    ['a path goes below a text', { a: 'text' }, 'a.length'],
    ['an index is asked of a map', { a: { 0: 1 } }, 'a[0]'],
    ['no member of a list has the field', { a: [{ c: 1 }, 2] }, 'a.b'],
    ['an index lies beyond the list', { a: [1] }, 'a[1]'],
  ])('says no where %s, whatever the test', (_, root, path) => {
    expect(somePathValue(root, compileFieldPath(path), () => true, undefined)).toBe(false);
  });
});
