import type { Deadline } from './agenda.ts';
import { groupKey } from './group-key.ts';

/** A text that is the same for deadlines that are one: of the same time, group and episode. */
export function deadlineKey({ dueMs, group, look }: Deadline): string {
  return JSON.stringify([dueMs, groupKey(group), look?.episode ?? null]);
}
