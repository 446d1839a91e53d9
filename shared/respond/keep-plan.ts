import type { PlanStatus, ResponsePlan, ResponseStore } from '#shared/ports/response-store.ts';
import type { Seal } from '#shared/ports/seal.ts';
import { successorOf } from './plan-identity.ts';
import { isSealed, sealPlan } from './plan-seal.ts';

/** A plan as it is kept, and the earlier ones of the same alert and state that came to an end. */
export interface KeptPlan {
  readonly plan: ResponsePlan;
  readonly ended: readonly ResponsePlan[];
}

/** Keep a plan. The same plan that was kept before is taken up again while it can still be carried out; of one that has ended, has
 * expired, was kept by somebody without our seal, or cannot be read, a successor is kept: otherwise the same state could never be answered
 * again.
 * @param isOpen whether a kept plan can still be carried out
 * @param statusOf the status that a new plan begins with, after those that have ended
 * @throws {ResponseStoreError | SealError} */
export async function keepPlan(
  plan: ResponsePlan,
  {
    store,
    seal,
    isOpen,
    statusOf,
  }: {
    readonly store: ResponseStore;
    readonly seal: Seal | undefined;
    isOpen(kept: ResponsePlan): boolean;
    statusOf(ended: readonly ResponsePlan[]): PlanStatus;
  },
): Promise<KeptPlan> {
  const ended: ResponsePlan[] = [];
  for (let { id } = plan; ; id = successorOf(id)) {
    const kept = await store.keep(await sealPlan({ ...plan, id, status: statusOf(ended) }, seal));
    if (kept === undefined || !(await isSealed(kept, seal))) continue;
    if (isOpen(kept)) return { plan: kept, ended };
    ended.push(kept);
  }
}
