import type { Condition } from '#shared/sigma/ast.ts';
import { createTally, type Tally } from './create-tally.ts';
import type { WindowMeter } from './window-meter.ts';

/** Judges a condition over rules: it counts the different rules that the window shows while the condition holds for it, and has
 * nothing to measure while it does not. A rule is true when the window has an entry of it, so `not` asks for none at all. */
export function judgeRuleCondition(condition: Condition): WindowMeter {
  const shown = createTally();
  return {
    add: ({ ruleId }) => void shown.add(ruleId),
    read: () => (holds(condition, shown) ? shown.size : undefined),
    drop: ({ ruleId }) => void shown.drop(ruleId),
  };
}

function holds(condition: Condition, shown: Tally): boolean {
  switch (condition.kind) {
    case 'selection':
      return shown.has(condition.name);
    case 'not':
      return !holds(condition.of, shown);
    case 'all':
      return condition.of.every((part) => holds(part, shown));
    case 'any':
      return condition.of.some((part) => holds(part, shown));
  }
}
