import type { Reason } from '#shared/model/detection.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { thresholdWords, timespanInWords } from '#shared/sigma/plain-words.ts';
import { thresholdsOf } from './find-episodes.ts';

/** Why a correlation held: what it measures, how much that was at most, and what it asks for, such as
 * `value_count of eventName`, 5, `at least 3 within 1 minute`. */
export function windowReason(rule: CorrelationRule, measured: number): Reason {
  const of = rule.fields.length > 0 ? ` of ${rule.fields.join(' and ')}` : '';
  const thresholds = thresholdsOf(rule).map(({ operator, value }) => `${thresholdWords[operator]} ${value}`);
  return {
    selection: `${rule.type}${of}`,
    value: measured,
    test: `${thresholds.join(' and ')} within ${timespanInWords(rule.timespanMs)}`,
  };
}
