import type { ResponsePlan } from '#shared/ports/response-store.ts';
import { isSealed } from './plan-seal.ts';
import type { ResponderPorts } from './responder.ts';

/** The plans for a resource that somebody has begun with, whenever they were made. Without those that others put where plans are kept: these
 * would use up the budget, or seem to be at work for ever.
 * @throws {ResponseStoreError | SealError} */
export async function findBegunPlans(
  resource: string,
  { store, seal }: Pick<ResponderPorts, 'store' | 'seal'>,
): Promise<readonly ResponsePlan[]> {
  const begun = (await store.recent(resource, 0)).filter(({ status }) => !neverBegun.has(status));
  const areOurs = await Promise.all(begun.map((plan) => isSealed(plan, seal)));
  return begun.filter((_, index) => areOurs[index]);
}

const neverBegun: ReadonlySet<ResponsePlan['status']> = new Set(['planned', 'waiting', 'superseded']);
