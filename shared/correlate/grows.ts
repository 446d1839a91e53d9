import type { Condition, CorrelationRule, CorrelationType } from '#shared/sigma/ast.ts';
import { thresholdsOf } from './find-episodes.ts';

/** Tell whether a window that meets the correlation still meets it with more records in it, so that an episode can be told as soon
 * as it is found. Of any other, a record that comes late can take the episode away.
 *
 * Sums are taken for growing: numbers that CloudTrail has fields for, such as bytes, are not negative. */
export function grows(rule: CorrelationRule): boolean {
  if (!growingTypes.has(rule.type)) return false;
  if (rule.ruleCondition !== undefined && asksForAbsence(rule.ruleCondition)) return false;
  return thresholdsOf(rule).every(({ operator }) => operator === 'gt' || operator === 'gte');
}

const growingTypes: ReadonlySet<CorrelationType> = new Set([
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
]);

function asksForAbsence(condition: Condition): boolean {
  switch (condition.kind) {
    case 'selection':
      return false;
    case 'not':
      return true;
    case 'all':
    case 'any':
      return condition.of.some(asksForAbsence);
  }
}
