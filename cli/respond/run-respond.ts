import { CloudError } from '#shared/ports/cloud/cloud.ts';
import { ResponseStoreError } from '#shared/ports/response-store.ts';
import { PlanTakenError, UnknownPlanError } from '#shared/respond/plan-errors.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { painterFor } from '../format/paint.ts';
import { safeText } from '../format/safe-text.ts';
import type { Io } from '../io.ts';
import type { RespondSubverb } from '../respond.ts';
import { approvePlan } from './approve-plan.ts';
import { carryOut } from './carry-out.ts';
import { InputRejected } from './input-rejected.ts';
import { planResponses } from './plan-responses.ts';
import type { RespondParts } from './respond-parts.ts';
import { showStatus } from './show-status.ts';

/** Carry out a part of the verb; what went wrong is on stderr. */
export async function runRespond(
  subverb: RespondSubverb,
  args: readonly string[],
  { io, parts }: { readonly io: Io; readonly parts: RespondParts },
): Promise<ExitCode> {
  try {
    switch (subverb) {
      case 'plan':
        return await planResponses(args, io, parts);
      case 'apply':
      case 'undo':
        return await carryOut(subverb, args, { io, parts });
      case 'status':
        return await showStatus(args, io, parts);
      case 'approve':
        return await approvePlan(args, io, parts);
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined || !(error instanceof Error)) throw error;
    io.stderr.write(`${painterFor(io.stderr).bad('trailguard:')} ${safeText(error.message)}${hintOf(error)}\n`);
    return code;
  }
}

/** `undefined` for what the command line itself answers, or nobody. */
function codeOf(error: unknown): ExitCode | undefined {
  if (error instanceof InputRejected) return exitCode.unreadable;
  return failures.some((type) => error instanceof type) ? exitCode.found : undefined;
}

const failures = [CloudError, ResponseStoreError, PlanTakenError, UnknownPlanError] as const;

function hintOf(error: Error): string {
  return error instanceof PlanTakenError
    ? '; try again in two minutes, when who began it has ended or is known not to'
    : '';
}
