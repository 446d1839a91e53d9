import { isTarget } from '#shared/model/is-target.ts';
import type { PlanMoves, PlanStatus, ResponsePlan } from '#shared/ports/response-store.ts';
import { holds, isListOf, isNumber, isText, optional } from './stored-json.ts';

/** Of a plan what never changes. */
export type FixedPlan = Omit<ResponsePlan, PlanMoves>;

export function isPlan(value: unknown): value is FixedPlan {
  return holds<FixedPlan>(value, {
    version: (version) => version === 1,
    id: isText,
    playbook: isText,
    alertId: isText,
    target: isTarget,
    resource: isText,
    actorArn: optional(isText),
    actorArns: optional(isListOf(isText)),
    before: (state) => state !== undefined,
    after: (state) => state !== undefined,
    steps: isListOf(isText),
    madeMs: isNumber,
    seal: optional(isText),
  });
}

export function isPlanStatus(text: string | undefined): text is PlanStatus {
  return text !== undefined && Object.hasOwn(statuses, text);
}

const statuses: Readonly<Record<PlanStatus, true>> = {
  planned: true,
  waiting: true,
  applying: true,
  applied: true,
  failed: true,
  undoing: true,
  undone: true,
  superseded: true,
};
