import type { Json } from '#shared/model/json.ts';
import { listOf, memberAt } from '#shared/model/read-json.ts';

/** The entries at a path of an EC2 request, which wraps every list as `{ items: [...] }`. */
export function itemsAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  return listOf(memberAt(value, ...path, 'items'));
}

/** The texts of a list, sorted by code unit and distinct. */
export function sortedDistinct(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort();
}
