import type { ResponsePlan } from '#shared/ports/response-store.ts';
import { isSameState } from './is-same-state.ts';
import type { Playbook } from './playbook.ts';

/** Why a plan is for people to decide upon, also where settings let it be carried out; `undefined` when nothing speaks for it.
 *
 * Who took the same repair back wants it so: their own undoing makes a new alert, which must not be answered by doing it again. And an
 * alert that was answered once is not answered twice by a machine.
 * @param earlier plans for the same resource, and those of the same alert, whenever they were made */
export function findReasonToAsk(
  playbook: Playbook,
  plan: ResponsePlan,
  { earlier, nowMs }: { readonly earlier: readonly ResponsePlan[]; readonly nowMs: number },
): string | undefined {
  const takenBack = earlier.find(
    ({ status, before, changedMs, ...other }) =>
      other.playbook === playbook.id &&
      (status === 'undone' || status === 'undoing') &&
      Math.abs(nowMs - changedMs) <= takenBackMs &&
      isSameState(playbook, before, plan.before),
  );
  if (takenBack !== undefined) return `the same repair was taken back before (plan ${takenBack.id})`;
  const answer = earlier.find(
    ({ status, ...other }) =>
      other.alertId === plan.alertId &&
      other.playbook === playbook.id &&
      (status === 'applied' || status === 'failed' || status === 'undone'),
  );
  return answer === undefined ? undefined : `this alert was answered before: plan ${answer.id} is ${answer.status}`;
}

/** How long what was taken back stays so: time enough to exempt it. */
const takenBackMs = 24 * 60 * 60 * 1000;
