import type { Outcome } from '#shared/model/outcome.ts';
import { PlanTakenError, UnknownPlanError } from '#shared/respond/plan-errors.ts';
import { type AnswerParts, type PlanRequest, respondToRequest } from '#shared/respond-to-alert.ts';
import type { Telemetry } from '../runtime/telemetry.ts';

export interface ResponderParts extends AnswerParts {
  readonly telemetry: Telemetry;
}

/** What who asks is answered: what was done, or why nothing could be. */
export type RequestReply = { readonly outcome: Outcome } | { readonly problem: string };

/** Do what somebody asks for. Who may ask is for IAM to say (`lambda:InvokeFunction`).
 * @throws the error of a port that is unreachable: nothing is done twice when it is asked again */
export async function answerRequest(event: unknown, parts: ResponderParts): Promise<RequestReply> {
  const { telemetry } = parts;
  const request = requestOf(event);
  if (request === undefined) {
    telemetry.warn('not a request', {});
    return { problem: 'not a request: write {"approve": "<plan id>"} or {"undo": "<plan id>"}' };
  }
  try {
    const outcome = await respondToRequest(request, parts);
    const { status, playbook, alertId, planId } = outcome;
    telemetry.count('OutcomesPublished', 1);
    telemetry.info('request answered', { way: request.way, status, playbook, alertId, planId });
    return { outcome };
  } catch (error) {
    if (error instanceof UnknownPlanError) return { problem: error.message };
    if (error instanceof PlanTakenError) return { problem: `${error.message}: ask again in two minutes` };
    telemetry.error('request not answered', error, { way: request.way, planId: request.planId });
    throw error;
  }
}

function requestOf(event: unknown): PlanRequest | undefined {
  if (typeof event !== 'object' || event === null) return undefined;
  const [first, ...others] = Object.entries(event);
  if (first === undefined || others.length > 0) return undefined;
  const [name, planId] = first;
  const way = name === 'approve' ? 'apply' : name === 'undo' ? 'undo' : undefined;
  return way === undefined || !isPlanId(planId) ? undefined : { way, planId };
}

function isPlanId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value);
}
