import type { Deadline } from './agenda.ts';
import { groupKey } from './group-key.ts';

/** A text that is the same for deadlines that are one: of the same time, group, episode and span. */
export function deadlineKey({ dueMs, group, look, span }: Deadline): string {
  return JSON.stringify([dueMs, groupKey(group), look?.episode ?? null, span?.fromMs ?? null, span?.toMs ?? null]);
}
