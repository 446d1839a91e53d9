import { coversManagement } from '#shared/harm/covers-management.ts';
import type { StackFacts } from '#shared/ports/doctor/stack-facts.ts';
import type { TrailFacts } from '#shared/ports/doctor/trail-facts.ts';

/** The trails that have to be as they should: those that write to the deployment's bucket or, where there are none, the one that
 * does most. Others may be there for other ends, such as the data events of one bucket. */
export function mainTrails(trails: readonly TrailFacts[], stack: StackFacts | undefined): readonly TrailFacts[] {
  const bucket = stack?.outputs['LogBucketName'];
  const own = trails.filter((trail) => trail.bucket === bucket);
  if (own.length > 0) return own;
  return [...trails].sort((a, b) => worth(b) - worth(a)).slice(0, 1);
}

function worth(trail: TrailFacts): number {
  return (isLogging(trail) ? 4 : 0) + (trail.isMultiRegion ? 2 : 0) + (logsManagement(trail) ? 1 : 0);
}

function isLogging({ status }: TrailFacts): boolean {
  return status.ok && status.value?.isLogging === true;
}

function logsManagement({ selectors }: TrailFacts): boolean {
  return selectors.ok && selectors.value !== undefined && coversManagement(selectors.value);
}

/** Trails beside the main ones whose management events are paid for: a copy of what another one logs in this region. */
export function paidCopies(trails: readonly TrailFacts[], main: TrailFacts): readonly TrailFacts[] {
  return trails.filter((trail) => trail.arn !== main.arn && isLogging(trail) && logsManagement(trail));
}
