import type { PlanStatus, ResponsePlan, ResponseStore } from '#shared/ports/response-store.ts';
import { successorOf } from './plan-identity.ts';

/** A plan as it is kept, and the earlier ones of the same alert and state that came to an end. */
export interface KeptPlan {
  readonly plan: ResponsePlan;
  readonly ended: readonly ResponsePlan[];
}

/** Keep a plan. The same plan that was kept before is taken up again while it can still be carried out; of one that has ended, or
 * expired, a successor is kept: otherwise the same state could never be answered again.
 * @param isOpen whether a kept plan can still be carried out
 * @param statusOf the status that a new plan begins with, after those that have ended
 * @throws {ResponseStoreError} */
export async function keepPlan(
  plan: ResponsePlan,
  {
    store,
    isOpen,
    statusOf,
  }: {
    readonly store: ResponseStore;
    isOpen(kept: ResponsePlan): boolean;
    statusOf(ended: readonly ResponsePlan[]): PlanStatus;
  },
): Promise<KeptPlan> {
  const ended: ResponsePlan[] = [];
  for (let { id } = plan; ; id = successorOf(id)) {
    const kept = await store.keep({ ...plan, id, status: statusOf(ended) });
    if (isOpen(kept)) return { plan: kept, ended };
    ended.push(kept);
  }
}
