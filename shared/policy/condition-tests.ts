import { isJsonObject, type Json } from '#shared/model/json.ts';
import { listOf } from '#shared/model/read-json.ts';
import { type ConditionOperator, parseConditionOperator } from './condition-operator.ts';

/** One line of a condition: an operator, a key as the policy spells it, and the values of which one must hold. */
export interface ConditionTest {
  readonly operator: ConditionOperator;
  readonly key: string;
  readonly values: readonly string[];
}

/** The tests of a Condition element, all of which must hold; undefined when it is none. No element is no tests.
 * Numbers and booleans read as their text: IAM takes both. */
export function readConditionTests(condition: Json | undefined): readonly ConditionTest[] | undefined {
  if (condition === undefined) return [];
  if (!isJsonObject(condition)) return undefined;
  const tests: ConditionTest[] = [];
  for (const [name, keys] of Object.entries(condition)) {
    if (!isJsonObject(keys)) return undefined;
    const operator = parseConditionOperator(name);
    for (const [key, value] of Object.entries(keys)) {
      const values = listOf(value).map(scalarText);
      if (!values.every((text) => text !== undefined)) return undefined;
      tests.push({ operator, key, values });
    }
  }
  return tests;
}

function scalarText(value: Json): string | undefined {
  return typeof value === 'object' ? undefined : String(value);
}
