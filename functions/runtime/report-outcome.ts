import type { Outcome } from '#shared/model/outcome.ts';
import type { Telemetry } from './telemetry.ts';

/** Tell, in the log and as metrics, of an outcome that was published. */
export function reportOutcome({ status, playbook, alertId, planId, target }: Outcome, telemetry: Telemetry): void {
  telemetry.count('OutcomesPublished', 1);
  if (status === 'failed') telemetry.count('ResponsesFailed', 1);
  telemetry.info('outcome published', { status, playbook, alertId, planId, eventID: target.eventID });
}
