import type { Deadline } from '#shared/ports/agenda.ts';
import { groupKey } from '#shared/ports/group-key.ts';

/** Deadlines by group: those of inner correlations first, for their episodes may be records of the outer ones.
 * @param rankOf the place of a correlation in that order */
export function groupDeadlines(
  deadlines: readonly Deadline[],
  rankOf: (correlationId: string) => number,
): readonly (readonly [Deadline, ...Deadline[]])[] {
  const groups = new Map<string, [Deadline, ...Deadline[]]>();
  for (const deadline of deadlines) {
    const key = groupKey(deadline.group);
    const held = groups.get(key);
    if (held === undefined) groups.set(key, [deadline]);
    else held.push(deadline);
  }
  return [...groups.values()].sort(([a], [b]) => rankOf(a.group.correlationId) - rankOf(b.group.correlationId));
}
