import type { CorrelationRule, CorrelationType } from '#shared/sigma/ast.ts';
import { countDistinct } from './count-distinct.ts';
import { countRulesInOrder } from './count-rules-in-order.ts';
import { judgeRuleCondition } from './judge-rule-condition.ts';
import { measureNumbers } from './measure-numbers.ts';
import { meanOfNumbers, percentileOfNumbers, sumOfNumbers } from './number-measures.ts';
import type { WindowMeter } from './window-meter.ts';

/** Make the meter of a correlation: it measures what the type says, or judges the correlation's condition over rules. */
export function createMeter(rule: CorrelationRule): WindowMeter {
  return rule.ruleCondition === undefined ? meters[rule.type](rule) : judgeRuleCondition(rule.ruleCondition);
}

const meters: Readonly<Record<CorrelationType, (rule: CorrelationRule) => WindowMeter>> = {
  event_count: () => countDistinct((entry) => [entry.evidence.eventID]),
  value_count: () => countDistinct((entry) => entry.values),
  temporal: () => countDistinct((entry) => [entry.ruleId]),
  temporal_ordered: (rule) => countRulesInOrder(rule.ruleIds),
  value_sum: () => measureNumbers(sumOfNumbers()),
  value_avg: () => measureNumbers(meanOfNumbers()),
  value_percentile: (rule) => measureNumbers(percentileOfNumbers(rule.percentile ?? medianPercentile)),
  value_median: () => measureNumbers(percentileOfNumbers(medianPercentile)),
};

const medianPercentile = 50;
