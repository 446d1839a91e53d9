import type { Json } from '#shared/model/json.ts';
import { listOf } from '#shared/model/read-json.ts';
import type { PolicyStatement } from '#shared/policy/parse-policy.ts';

const everyAction = /^\*+(?::\*+)?$/;
// `arn:aws:*:*:*` and its like, besides the star.
const everyResource = /^\*+$|^arn:(?:aws[a-z-]{0,12}|\*)[:*]*\*$/;

/** Tell whether one of an identity policy's statements allows every action on every resource, under whatever condition. */
export function grantsAdmin(statements: readonly PolicyStatement[]): boolean {
  return statements.some(
    (statement) =>
      statement.allows && someMatches(statement.action, everyAction) && someMatches(statement.resource, everyResource),
  );
}

function someMatches(values: Json | undefined, pattern: RegExp): boolean {
  return listOf(values).some((value) => typeof value === 'string' && pattern.test(value));
}
