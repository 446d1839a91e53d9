import type { Reason } from '#shared/model/detection.ts';
import type { Condition, CorrelationRule } from '#shared/sigma/ast.ts';
import { thresholdWords, timespanInWords } from '#shared/sigma/plain-words.ts';
import { thresholdsOf } from './find-episodes.ts';

/** Why a correlation held: what it measures, how much that was at most, and what it asks for, such as
 * `value_count of eventName`, 5, `at least 3 within 1 minute`. A condition over rules is told with their ids, and the value is
 * how many rules matched: `temporal`, 2, `login and (new-key or new-user) and not change-window within 1 hour`. */
export function windowReason(rule: CorrelationRule, measured: number): Reason {
  const percentile = rule.percentile === undefined ? '' : ` ${rule.percentile}`;
  const of = rule.fields.length > 0 ? ` of ${rule.fields.join(' and ')}` : '';
  const thresholds = thresholdsOf(rule).map(({ operator, value }) => `${thresholdWords[operator]} ${value}`);
  const asked = rule.ruleCondition === undefined ? thresholds.join(' and ') : conditionText(rule.ruleCondition);
  return {
    selection: `${rule.type}${percentile}${of}`,
    value: measured,
    test: `${asked} within ${timespanInWords(rule.timespanMs)}`,
  };
}

function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'selection':
      return condition.name;
    case 'not':
      return `not ${operandText(condition.of)}`;
    case 'all':
      return condition.of.map(operandText).join(' and ');
    case 'any':
      return condition.of.map(operandText).join(' or ');
  }
}

function operandText(condition: Condition): string {
  const isJoined = condition.kind === 'all' || condition.kind === 'any';
  return isJoined ? `(${conditionText(condition)})` : conditionText(condition);
}
