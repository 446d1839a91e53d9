import type { Agenda, Deadline } from '#shared/ports/agenda.ts';
import { deadlineKey } from '#shared/ports/deadline-key.ts';

/** An agenda in this process. */
export function createMemoryAgenda(): Agenda {
  const deadlines = new Map<string, Deadline>();
  let notings = 0;
  return {
    async note(deadline) {
      notings += 1;
      deadlines.set(deadlineKey(deadline), { ...deadline, noting: String(notings) });
    },
    due: async (nowMs) => [...deadlines.values()].filter(({ dueMs }) => dueMs <= nowMs).sort(byDueTime),
    async strike(deadline) {
      const key = deadlineKey(deadline);
      if (deadline.noting === undefined || deadline.noting === deadlines.get(key)?.noting) deadlines.delete(key);
    },
  };
}

function byDueTime(a: Deadline, b: Deadline): number {
  return a.dueMs - b.dueMs;
}
