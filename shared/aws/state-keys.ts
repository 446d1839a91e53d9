import { createHash } from 'node:crypto';
import type { Deadline } from '#shared/ports/agenda.ts';
import type { CorrelationEntry, CorrelationGroup, TimeSpan } from '#shared/ports/correlation-store.ts';
import { deadlineKey } from '#shared/ports/deadline-key.ts';
import { groupKey } from '#shared/ports/group-key.ts';

// | item     | pk           | sk                      |
// |----------|--------------|-------------------------|
// | entry    | group#<hash> | entry#<time>#<hash>     |
// | episodes | group#<hash> | episodes                |
// | deadline | agenda       | <time>#<hash>           |
// | alert    | alert#<key>  | alert                   |
//
// Hashes keep keys within DynamoDB's bounds (2,048 and 1,024 bytes) whatever a record holds, and free of `#`.

/** The partition of one group: its entries and its episodes. */
export function groupPartition(group: CorrelationGroup): string {
  return `group#${hashOf(groupKey(group))}`;
}

/** Where an entry is within its group: by time, so that a span is one query, then by identity, so that a repeat is the same item. */
export function entrySortKey({ timeEpochMs, entryId }: CorrelationEntry): string {
  return `entry#${sortableTime(timeEpochMs)}#${hashOf(entryId)}`;
}

/** The sort keys between which the entries of a span are; `~` is greater than anything in a hash. */
export function entrySortKeysOf({ fromMs, toMs }: TimeSpan): { readonly from: string; readonly to: string } {
  return { from: `entry#${sortableTime(fromMs)}`, to: `entry#${sortableTime(toMs)}#~` };
}

export const episodesSortKey = 'episodes';

export const agendaPartition = 'agenda';

/** Where a deadline is on the agenda: by time, then by what it is about. */
export function deadlineSortKey(deadline: Deadline): string {
  return `${sortableTime(deadline.dueMs)}#${hashOf(deadlineKey(deadline))}`;
}

/** The greatest sort key that a deadline due at this time may have. */
export function lastDeadlineSortKeyAt(timeEpochMs: number): string {
  return `${sortableTime(timeEpochMs)}#~`;
}

export function alertPartition(key: string): string {
  return `alert#${key}`;
}

export const alertSortKey = 'alert';

/** The earliest and the latest time that ECMAScript knows lie this far from 1970. */
const farthestMs = 8.64e15;

/** Seventeen digits whose order as text is the order in time, also before 1970. Times out of reach count as the nearest in reach. */
function sortableTime(timeEpochMs: number): string {
  const reachableMs = Math.trunc(Math.min(Math.max(timeEpochMs, -farthestMs), farthestMs));
  // The sum may lie beyond what a number holds exactly.
  return String(BigInt(reachableMs) + BigInt(farthestMs)).padStart(17, '0');
}

/** SHA-256 in 43 characters. As JSON, for UTF-8 would make one of all lone surrogates. */
function hashOf(text: string): string {
  return createHash('sha256').update(JSON.stringify(text)).digest('base64url');
}
