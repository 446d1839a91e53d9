import type { Deadline } from '#shared/ports/agenda.ts';
import type { CorrelationEntry, CorrelationGroup, TimeSpan } from '#shared/ports/correlation-store.ts';
import { deadlineKey } from '#shared/ports/deadline-key.ts';
import { groupKey } from '#shared/ports/group-key.ts';
import { hashOf, sortableTime } from './key-parts.ts';

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
