import type { ResponsePlan } from '#shared/ports/response-store.ts';
import type { Seal } from '#shared/ports/seal.ts';

/** A plan with the seal of its id, which stands for all of it that is carried out; as it is where there is no seal.
 * @throws {SealError} */
export async function sealPlan(plan: ResponsePlan, seal: Seal | undefined): Promise<ResponsePlan> {
  return seal === undefined ? plan : { ...plan, seal: await seal.sign(sealedText(plan)) };
}

/** Tell whether a plan was made by whoever has the seal; where there is none, every plan passes.
 * @throws {SealError} */
export async function isSealed(plan: ResponsePlan, seal: Seal | undefined): Promise<boolean> {
  if (seal === undefined) return true;
  return plan.seal !== undefined && (await seal.verify(sealedText(plan), plan.seal));
}

function sealedText({ id }: ResponsePlan): string {
  return `plan ${id}`;
}
