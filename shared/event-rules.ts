import { derivedMeaning } from './enrich/derived-meaning.ts';
import type { DetectionRule } from './sigma/ast.ts';
import type { EventRule } from './sigma/pattern/event-rule.ts';
import { eventRulesOf } from './sigma/pattern/event-rules-of.ts';
import { patternOfRule, type RulePattern } from './sigma/pattern/rule-pattern.ts';
import type { RulePack } from './sigma/rule-pack.ts';

/** The rules of EventBridge that let through every record that some rule of the pack matches, and as few others as they can. Rules whose
 * records are left to the log files are not asked for.
 *
 * What a correlation refers to is among the pack's rules. The same rules give the same, in whatever order. There are never more than
 * the limit: where more were needed, whole services are asked for, and at last everything. */
export function eventRules({ rules }: Pick<RulePack, 'rules'>, limit: number = maxEventRules): readonly EventRule[] {
  const needs = rules
    .filter(isOnFastWay)
    .map((rule) => ({ ruleId: rule.meta.id, alternatives: rulePattern(rule).alternatives }));
  return eventRulesOf(needs, limit);
}

/** Whether EventBridge is asked for a rule's records; see `trailguard.fastWay`. */
export function isOnFastWay({ meta }: DetectionRule): boolean {
  return meta.trailguard.fastWay !== false;
}

/** A bus takes 300 rules in most regions and 100 in some, and others want some, too.
 * @see EventBridge quotas, "Number of rules" */
export const maxEventRules = 60;

/** What EventBridge can be asked for one rule, and why it is not asked for less. */
export function rulePattern(rule: DetectionRule): RulePattern {
  return patternOfRule(rule, derivedMeaning);
}
