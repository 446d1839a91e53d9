import type { CorrelationRule } from '#shared/sigma/ast.ts';

/** Correlations in an order in which one comes after those it refers to. The parser has refused circles. */
export function innerFirst(correlations: readonly CorrelationRule[]): readonly CorrelationRule[] {
  const byId = new Map(correlations.map((rule) => [rule.meta.id, rule]));
  const ordered = new Set<CorrelationRule>();
  const visit = (rule: CorrelationRule, outer: readonly CorrelationRule[]): void => {
    if (ordered.has(rule) || outer.includes(rule)) return;
    for (const id of rule.ruleIds) {
      const inner = byId.get(id);
      if (inner !== undefined) visit(inner, [...outer, rule]);
    }
    ordered.add(rule);
  };
  for (const rule of correlations) visit(rule, []);
  return [...ordered];
}
