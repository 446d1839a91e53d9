import type { Json } from '#shared/model/json.ts';

type Container = readonly Json[] | { readonly [key: string]: Json };

/** Tell whether more than `maxDepth` brackets are open at once anywhere in a value.
 *
 * Walks level by level, so that the deepest value cannot exhaust the stack before it is refused. */
export function nestsDeeperThan(value: Json, maxDepth: number): boolean {
  let containers = [value].filter(isContainer);
  for (let depth = 1; containers.length > 0; depth++) {
    if (depth > maxDepth) return true;
    containers = containers.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return false;
}

function isContainer(value: Json): value is Container {
  return typeof value === 'object' && value !== null;
}
