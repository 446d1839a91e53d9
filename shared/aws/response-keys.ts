import type { ResponsePlan } from '#shared/ports/response-store.ts';
import { hashOf, sortableTime } from './key-parts.ts';

// | item                 | pk              | sk            |
// |----------------------|-----------------|---------------|
// | plan                 | plan#<id>       | plan          |
// | plan of its resource | resource#<hash> | <time>#<id>   |
// | plan yet to be told  | untold          | <id>          |

/** The two keys of an item. */
export interface ItemKey extends Readonly<Record<string, { readonly S: string }>> {
  readonly pk: { readonly S: string };
  readonly sk: { readonly S: string };
}

export function planKey(id: string): ItemKey {
  return { pk: { S: `plan#${id}` }, sk: { S: 'plan' } };
}

/** Where a plan is among those of its resource: by the time at which it was made. */
export function resourceKey({ resource, madeMs, id }: Pick<ResponsePlan, 'resource' | 'madeMs' | 'id'>): ItemKey {
  return { pk: { S: partitionOf(resource) }, sk: { S: `${sortableTime(madeMs)}#${id}` } };
}

/** The partition of a resource's plans, and the least sort key of those made since a moment. */
export function resourceKeysSince(resource: string, sinceMs: number): { readonly pk: string; readonly from: string } {
  return { pk: partitionOf(resource), from: sortableTime(sinceMs) };
}

/** The partition of the plans that somebody began and nobody has told of: few at any time. */
export const untoldPartition = 'untold';

/** Where it stands that a plan is yet to be told of. */
export function untoldKey(id: string): ItemKey {
  return { pk: { S: untoldPartition }, sk: { S: id } };
}

function partitionOf(resource: string): string {
  return `resource#${hashOf(resource)}`;
}
