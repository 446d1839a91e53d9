/** A condition that cannot be parsed; caught by `parseCondition`, which makes it a value. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError';
  /** What to do about it. */
  readonly hint: string;
  /** Index in the condition, from 0. */
  readonly at: number;

  constructor(message: string, hint: string, at: number) {
    super(message);
    this.hint = hint;
    this.at = at;
  }
}
