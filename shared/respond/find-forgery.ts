import type { ResponsePlan } from '#shared/ports/response-store.ts';
import type { Seal } from '#shared/ports/seal.ts';
import { isGenuine } from './plan-identity.ts';
import { isSealed } from './plan-seal.ts';

/** Why a plan is not to be carried out either way, whoever asks; `undefined` when it is what was planned, and by us.
 * @throws {SealError} it cannot be told */
export async function findForgery(plan: ResponsePlan, seal: Seal | undefined): Promise<string | undefined> {
  if (!isGenuine(plan)) return 'the plan is not what its id stands for, so it was altered after it was made';
  return (await isSealed(plan, seal)) ? undefined : 'the plan was not made by this deployment';
}
