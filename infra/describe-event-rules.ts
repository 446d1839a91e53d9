import { maxEventRules, rulePattern } from '#shared/event-rules.ts';
import { isNearlyAny } from '#shared/sigma/pattern/alternative.ts';
import type { EventRule } from '#shared/sigma/pattern/event-rule.ts';
import { wholeServices } from '#shared/sigma/pattern/whole-services.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';

/** How many rules of EventBridge a deployment gets, and what in them is wide: lines for people. */
export function describeEventRules({ rules }: Pick<RulePack, 'rules'>, events: readonly EventRule[]): string {
  const nearlyAll = rules.filter((rule) => rulePattern(rule).alternatives.some(isNearlyAny));
  const services = wholeServices(events);
  return [
    `${events.length} rules of EventBridge, of at most ${maxEventRules}: trailguard rules pattern shows them`,
    ...nearlyAll.map(({ meta: { name, path } }) => `wide: nearly every record passes for ${name ?? path}`),
    ...(services.length > 0 ? [`wide: every call, or every change, of ${services.join(', ')} passes`] : []),
    ...(events.some(({ pattern }) => pattern['detail'] === undefined) ? ['wide: every record passes'] : []),
  ].join('\n');
}
