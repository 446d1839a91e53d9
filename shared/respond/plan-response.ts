import type { Json } from '#shared/model/json.ts';
import type { PlaybookSettings } from '#shared/model/response-settings.ts';
import type { Target } from '#shared/model/target.ts';
import type { Cloud } from '#shared/ports/cloud/cloud.ts';
import type { ResponsePlan } from '#shared/ports/response-store.ts';
import { judgeState } from './judge-state.ts';
import { planIdOf } from './plan-identity.ts';
import type { Playbook, Repair } from './playbook.ts';
import { resourceOf } from './resource-of.ts';

/** What a plan answers. */
export interface Occasion {
  readonly alertId: string;
  readonly target: Target;
  readonly actorArn?: string;
  readonly actorArns?: readonly string[];
}

export type Planned =
  | { readonly kind: 'change'; readonly plan: ResponsePlan; readonly needsApproval?: string }
  | Exclude<Repair<Json>, { readonly kind: 'change' }>;

/** Read the live state and say what should become of it; changes nothing.
 * @throws {CloudError} the state cannot be read */
export async function planResponse(
  playbook: Playbook,
  occasion: Occasion,
  { cloud, settings, nowMs }: { readonly cloud: Cloud; readonly settings: PlaybookSettings; readonly nowMs: number },
): Promise<Planned> {
  const { alertId, target, actorArn, actorArns } = occasion;
  const before = await playbook.read(target, cloud);
  if (before === undefined) return { kind: 'harmless', why: 'the resource is gone' };
  const repair = await judgeState(playbook, before, { target, cloud, settings });
  if (repair.kind !== 'change') return repair;
  const plan: ResponsePlan = {
    version: 1,
    id: planIdOf({ playbook: playbook.id, alertId, target, before, after: repair.state }),
    playbook: playbook.id,
    alertId,
    target,
    resource: resourceOf(target),
    ...(actorArn !== undefined && { actorArn }),
    ...(actorArns !== undefined && { actorArns }),
    before,
    after: repair.state,
    steps: repair.steps,
    madeMs: nowMs,
    status: 'planned',
    changedMs: nowMs,
  };
  return { kind: 'change', plan, ...(repair.needsApproval !== undefined && { needsApproval: repair.needsApproval }) };
}
