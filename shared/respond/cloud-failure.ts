import type { Outcome } from '#shared/model/outcome.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';

/** Tell whether an error says that AWS is away, and may be back soon. */
export function isAway(error: unknown): boolean {
  return error instanceof CloudError && error.kind === 'unavailable';
}

/** What a call that failed leaves to say.
 * @throws {unknown} what is no failure of a call */
export function outcomeOfError(error: unknown, outcome: Outcome): Outcome {
  if (!(error instanceof CloudError)) throw error;
  return { ...outcome, why: `${outcome.why}: ${error.message}` };
}
