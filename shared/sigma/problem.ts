/** One thing wrong with a rule, and where. */
export interface RuleProblem {
  /** The file as the caller named it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}
