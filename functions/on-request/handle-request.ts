import type { Context } from 'aws-lambda';
import type { Outcome } from '#shared/model/outcome.ts';
import { PlanTakenError, UnknownPlanError } from '#shared/respond/plan-errors.ts';
import { type PlanRequest, respondToLeftovers, respondToRequest } from '#shared/respond-to-alert.ts';
import type { ResponderParts } from '../runtime/connect-responder.ts';
import { reportOutcome } from '../runtime/report-outcome.ts';
import { readRequest } from './read-request.ts';

/** What who asks is answered: what was done, or why nothing could be; for what was left behind, how many plans were ended. */
export type RequestReply = { readonly outcome: Outcome } | { readonly problem: string } | { readonly resumed: number };

export type RequestHandler = (event: unknown, context: Context) => Promise<RequestReply>;

/** Make the function that people invoke with a plan's id, and the clock to carry on what others left behind when they died. Who may ask
 * is for IAM to say (`lambda:InvokeFunction`).
 *
 * It throws the error of a port that is unreachable: nothing is done twice when it is asked again. */
export function createHandler(parts: ResponderParts): RequestHandler {
  const { telemetry } = parts;
  return async (event, context) => {
    telemetry.begin(context);
    try {
      const request = readRequest(event);
      if (request === undefined) {
        telemetry.warn('not a request', {});
        return { problem: 'not a request: write {"approve": "<plan id>"} or {"undo": "<plan id>"}' };
      }
      return request === 'resume' ? await resume(parts) : await answer(request, parts);
    } finally {
      telemetry.flush();
    }
  };
}

async function answer(request: PlanRequest, parts: ResponderParts): Promise<RequestReply> {
  const { telemetry } = parts;
  try {
    const outcome = await respondToRequest(request, parts);
    reportOutcome(outcome, telemetry);
    return { outcome };
  } catch (error) {
    if (error instanceof UnknownPlanError) return { problem: error.message };
    if (error instanceof PlanTakenError) return { problem: `${error.message}: ask again in two minutes` };
    telemetry.error('request not answered', error, { way: request.way, planId: request.planId });
    throw error;
  }
}

async function resume(parts: ResponderParts): Promise<RequestReply> {
  const { telemetry } = parts;
  try {
    const { outcomes, problems } = await respondToLeftovers(parts);
    for (const outcome of outcomes) reportOutcome(outcome, telemetry);
    // Not thrown: a second try at once would end as this one, and the others were told.
    for (const { planId, error } of problems) {
      telemetry.count('ResponsesFailed', 1);
      telemetry.error('plan left behind not ended', error, { planId });
    }
    return { resumed: outcomes.length };
  } catch (error) {
    telemetry.error('plans left behind not resumed: left to the next time', error, {});
    throw error;
  }
}
