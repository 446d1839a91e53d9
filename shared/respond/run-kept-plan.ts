import type { ResponsePlan } from '#shared/ports/response-store.ts';
import type { PlanResult } from './carry-out-plan.ts';
import { outcomeOf } from './outcome-of.ts';
import { isTaken, whatWasDone } from './plan-progress.ts';
import type { ResponderParts } from './responder.ts';
import { type Run, runPlan } from './run-plan.ts';
import { settingsOf } from './settings-of.ts';

/** Run a plan that was kept before, either way, as far as its playbook's mode lets it now.
 * @throws as {@link runPlan} */
export async function runKeptPlan(plan: ResponsePlan, run: Run, parts: ResponderParts): Promise<PlanResult> {
  const playbook = parts.playbooks.find(({ id }) => id === plan.playbook);
  if (playbook === undefined) {
    const why = `there is no playbook ${plan.playbook} any more: ${whatWasDone(plan)}`;
    return { outcome: { ...outcomeOf(plan, 'failed'), why } };
  }
  const { mode } = settingsOf(parts.settings, playbook.id);
  if (parts.appliesInAnyMode !== true && mode !== 'approve' && mode !== 'apply') {
    const why = `${playbook.id} is in mode ${mode}: ${whatWasDone(plan)}`;
    return { outcome: { ...outcomeOf(plan, isTaken(plan) ? 'failed' : 'skipped'), why } };
  }
  return runPlan(playbook, plan, run, parts);
}
