import type { RuleMeta } from '#shared/model/rule.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';

/** The correlation that folds a rule's repeats: its episodes are runs of matches, of which no two neighbours are further apart than
 * the window. `undefined` for a rule without `dedup`.
 *
 * Repeats are those of one account on which the `dedup` fields agree. */
export function foldRule(meta: RuleMeta, windowMs: number): CorrelationRule | undefined {
  const { dedup } = meta.trailguard;
  if (dedup === undefined) return undefined;
  return {
    kind: 'correlation',
    meta,
    type: 'event_count',
    ruleIds: [meta.id],
    groupBy: [...new Set(['recipientAccountId', ...dedup])],
    timespanMs: windowMs,
    thresholds: [{ operator: 'gte', value: 1 }],
    fields: [],
    aliases: {},
    generate: true,
  };
}

/** Tell whether a correlation folds the repeats of one rule: no other refers to itself. */
export function isFold(rule: CorrelationRule): boolean {
  return rule.ruleIds.includes(rule.meta.id);
}
