import { entryOf, type Located, type LocatedEntry } from '#shared/sigma/parse/located.ts';

/** Keys and list positions that lead from the root of a document to a value. */
export type ValuePath = readonly string[];

/** The value that a path leads to; `undefined` when there is none. */
export function valueAt(root: Located, path: ValuePath): Located | undefined {
  return path.reduce<Located | undefined>((value, step) => {
    if (value?.kind === 'map') return entryOf(value, step)?.value;
    return value?.kind === 'list' ? value.items[Number(step)] : undefined;
  }, root);
}

/** The key that a path ends with, and its value; `undefined` when the path ends otherwise. */
export function entryAt(root: Located, path: ValuePath): LocatedEntry | undefined {
  const holder = valueAt(root, path.slice(0, -1));
  return holder?.kind === 'map' ? entryOf(holder, path.at(-1) ?? '') : undefined;
}

/** The path that a JSON pointer writes. */
export function pathOfPointer(pointer: string): ValuePath {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
