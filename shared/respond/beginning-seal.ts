import type { ResponsePlan } from '#shared/ports/response-store.ts';
import type { Seal } from '#shared/ports/seal.ts';
import type { Way } from './plan-progress.ts';

/** The seal of who begins with a plan because he was asked to: a status alone may be set by whoever may write where plans are kept.
 * @returns `undefined` where there is no seal
 * @throws {SealError} */
export async function sealBeginning(
  { id }: ResponsePlan,
  { way, begunMs }: { readonly way: Way; readonly begunMs: number },
  seal: Seal | undefined,
): Promise<string | undefined> {
  return seal?.sign(beginningText(id, way, begunMs));
}

/** Tell whether a plan that seems begun was begun by whoever has the seal, and lately; where there is none, every beginning passes.
 * @throws {SealError} */
export async function isBeginningOurs(
  { id, changedMs, begunSeal }: ResponsePlan,
  { way, nowMs }: { readonly way: Way; readonly nowMs: number },
  seal: Seal | undefined,
): Promise<boolean> {
  if (seal === undefined) return true;
  if (begunSeal === undefined || nowMs - changedMs > believedMs) return false;
  return seal.verify(beginningText(id, way, changedMs), begunSeal);
}

/** Far longer than it takes until a plan is gone on with, which seals the beginning anew. A beginning of long ago could be put back into
 * the table by somebody who saw it there. */
const believedMs = 60 * 60 * 1000;

function beginningText(planId: string, way: Way, begunMs: number): string {
  return `begun ${planId} ${way} ${begunMs}`;
}
