import { buildPattern } from './build-pattern.ts';
import { type EventRule, maxPatternLength } from './event-rule.ts';
import { fewerCalls } from './fewer-calls.ts';
import { type NeededCall, neededCalls, type RuleNeeds } from './needed-calls.ts';
import { splitCalls } from './split-calls.ts';

/** The rules of EventBridge that let through whatever one of the Sigma rules needs, as many as the limit at most; none when nothing is
 * needed.
 *
 * Calls that are certain to be changes have rules of their own, so that read-only calls are asked for only where they matter. No two
 * rules let through the same call of the same service; a record that is also asked for by what is not bound to a service, such as the
 * root user's, comes twice, and is told once. Beyond the limit no more is widened than has to be. */
export function eventRulesOf(needs: readonly RuleNeeds[], limit: number): readonly EventRule[] {
  let calls = neededCalls(needs);
  for (;;) {
    const rules = rulesFor(calls, needs);
    if (rules.length <= limit) return rules;
    // Half of what is too much at a time: widening more than has to be would cost invocations.
    calls = fewerCalls(calls, ((rules.length - limit) * maxPatternLength) / 2);
  }
}

function rulesFor(needed: readonly NeededCall[], needs: readonly RuleNeeds[]): readonly EventRule[] {
  const groups = [
    { id: 'Changes', state: 'ENABLED', mayRead: false },
    { id: 'Calls', state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS', mayRead: true },
  ] as const;
  return groups.flatMap(({ id, state, mayRead }) =>
    splitCalls(needed.filter((one) => one.mayRead === mayRead).map(({ call }) => call)).map(({ path, calls }) => {
      const inGroup = new Set(calls);
      const ids = new Set(needed.filter(({ call }) => inGroup.has(call)).flatMap(({ ruleIds }) => ruleIds));
      const ruleIds = needs.map(({ ruleId }) => ruleId).filter((ruleId) => ids.has(ruleId));
      return { id: id + path, state, pattern: buildPattern(calls), ruleIds };
    }),
  );
}
