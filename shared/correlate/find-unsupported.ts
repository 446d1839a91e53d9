import type { CorrelationRule } from '#shared/sigma/ast.ts';
import type { RuleProblem } from '#shared/sigma/problem.ts';
import { windowMeters } from './window-meter.ts';

/** One problem for each correlation whose type is valid Sigma but cannot be run: a rule is refused rather than guessed at. */
export function findUnsupported(correlations: readonly CorrelationRule[]): readonly RuleProblem[] {
  return correlations
    .filter((rule) => !Object.hasOwn(windowMeters, rule.type))
    .map((rule) => ({
      file: rule.meta.path,
      line: 1,
      column: 1,
      message: `"${rule.meta.title}" is a correlation of type ${rule.type}, which cannot be run yet`,
      hint: `use one of ${Object.keys(windowMeters).join(', ')}, or leave the rule out`,
    }));
}
