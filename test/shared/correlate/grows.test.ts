import { expect, it } from 'vitest';
import { grows } from '#shared/correlate/grows.ts';
import type { Condition, CorrelationRule, CorrelationType, Threshold } from '#shared/sigma/ast.ts';
import { correlationOf } from './correlation-helpers.ts';

const typed = (type: CorrelationType): CorrelationRule => correlationOf({ type });
const asking = (...operators: readonly Threshold['operator'][]): CorrelationRule =>
  correlationOf({ thresholds: operators.map((operator) => ({ operator, value: 3 })) });
const over = (ruleCondition: Condition, thresholds: readonly Threshold[] = []): CorrelationRule =>
  correlationOf({ type: 'temporal', thresholds, ruleCondition });

const a: Condition = { kind: 'selection', name: 'a' };
const b: Condition = { kind: 'selection', name: 'b' };
const notB: Condition = { kind: 'not', of: b };

it.each<[string, CorrelationRule, boolean]>([
  ['event_count', typed('event_count'), true],
  ['value_count', typed('value_count'), true],
  ['temporal', typed('temporal'), true],
  ['temporal_ordered', typed('temporal_ordered'), true],
  ['value_sum', typed('value_sum'), true],
  ['value_avg', typed('value_avg'), false],
  ['value_percentile', typed('value_percentile'), false],
  ['value_median', typed('value_median'), false],
  ['gt', asking('gt'), true],
  ['gte', asking('gte'), true],
  ['lt', asking('lt'), false],
  ['lte', asking('lte'), false],
  ['eq', asking('eq'), false],
  ['neq', asking('neq'), false],
  ['a range', asking('gte', 'lt'), false],
  ['a range open above', asking('gte', 'gt'), true],
  ['every rule, when nothing is asked', correlationOf({ type: 'temporal', thresholds: [] }), true],
  ['a rule', over(a), true],
  ['a rule, and a number that can be exceeded', over(a, [{ operator: 'lt', value: 2 }]), false],
  ['both rules', over({ kind: 'all', of: [a, b] }), true],
  ['either rule', over({ kind: 'any', of: [a, b] }), true],
  ['the absence of a rule', over(notB), false],
  ['a rule without another', over({ kind: 'all', of: [a, notB] }), false],
  ['a rule, or the absence of another', over({ kind: 'any', of: [a, { kind: 'all', of: [notB] }] }), false],
])('%s grows with its window: %s', (_, rule, expected) => {
  expect(grows(rule)).toBe(expected);
});
