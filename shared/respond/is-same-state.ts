import type { Json } from '#shared/model/json.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Playbook } from './playbook.ts';

/** Tell whether two states of a resource are one and the same to a playbook. */
export function isSameState(playbook: Playbook, a: Json, b: Json): boolean {
  const essenceOf = (state: Json): Json => playbook.essence?.(state) ?? state;
  return canonicalJson(essenceOf(a)) === canonicalJson(essenceOf(b));
}
