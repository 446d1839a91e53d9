import type { TimeSpan } from '#shared/ports/correlation-store.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { grows } from './grows.ts';
import { ceilMinute, minuteMs } from './minutes.ts';

/** How late a record may come and still be judged with the others: CloudTrail writes log files within some five minutes on average,
 * and a delivery that failed is tried again within minutes.
 * @see AWS CloudTrail user guide, "How CloudTrail works": log files are typically delivered within an average of about 5 minutes */
export const latenessMs: number = 15 * 60 * 1000;

/** How long to wait for what may still come after a correlation's window has ended: late records, and the episodes of the correlations
 * that it refers to, which may have to wait themselves. */
export function waitOf(rule: CorrelationRule, byId: ReadonlyMap<string, CorrelationRule>): number {
  const delays = rule.ruleIds.flatMap((id) => {
    const inner = byId.get(id);
    return inner === undefined ? [] : [delayOf(inner, byId)];
  });
  return latenessMs + Math.max(0, ...delays);
}

/** How long after its records an episode is found at the latest; nothing to speak of when it is found as they come. */
function delayOf(rule: CorrelationRule, byId: ReadonlyMap<string, CorrelationRule>): number {
  const waitMs = waitOf(rule, byId);
  return grows(rule) ? waitMs - latenessMs : rule.timespanMs + waitMs + minuteMs;
}

/** When all windows with a record of that minute have closed and what may come late is in. */
export function closingTime(minute: TimeSpan, timespanMs: number, waitMs: number): number {
  return ceilMinute(minute.toMs + timespanMs + waitMs);
}
