import { createHash } from 'node:crypto';
import type { Json } from '#shared/model/json.ts';
import type { ResponsePlan } from '#shared/ports/response-store.ts';
import type { Seal } from '#shared/ports/seal.ts';
import { canonicalJson } from './canonical-json.ts';

/** A plan with the seal of all of it that never changes; as it is where there is no seal.
 * @throws {SealError} */
export async function sealPlan(plan: ResponsePlan, seal: Seal | undefined): Promise<ResponsePlan> {
  return seal === undefined ? plan : { ...plan, seal: await seal.sign(sealedText(plan)) };
}

/** Tell whether a plan was made as it is by whoever has the seal; where there is none, every plan passes.
 * @throws {SealError} */
export async function isSealed(plan: ResponsePlan, seal: Seal | undefined): Promise<boolean> {
  if (seal === undefined) return true;
  return plan.seal !== undefined && (await seal.verify(sealedText(plan), plan.seal));
}

/** Its times and actors, too: by these it expires, and is exempt. As a hash, for a state may be longer than what can be sealed. */
function sealedText(plan: ResponsePlan): string {
  const { seal: _, status: _status, changedMs: _changedMs, begunMs: _begunMs, begunSeal: _begunSeal, ...fixed } = plan;
  // As a store gives it back, without members that have no value.
  const kept: Json = JSON.parse(JSON.stringify(fixed));
  return `plan ${plan.id} ${createHash('sha256').update(canonicalJson(kept)).digest('hex')}`;
}
