import type { RuleProblem } from '../problem.ts';

/** Something in a sound rule that can hardly be meant, and where. The rule is loaded and runs all the same. */
export interface RuleWarning extends RuleProblem {
  /** Which check found it, in kebab case. */
  readonly code: string;
}
