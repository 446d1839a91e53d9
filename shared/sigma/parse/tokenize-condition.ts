/** A word or parenthesis of a condition. */
export interface ConditionToken {
  readonly text: string;
  /** Index in the condition, from 0. */
  readonly at: number;
}

/** Split a condition into words, parentheses and pipes. */
export function tokenizeCondition(condition: string): readonly ConditionToken[] {
  return Array.from(condition.matchAll(/[()|]|[^\s()|]+/g), (match) => ({ text: match[0], at: match.index }));
}
