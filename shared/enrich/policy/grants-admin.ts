import type { Json } from '#shared/model/json.ts';
import { listOf } from '#shared/model/read-json.ts';
import type { PolicyStatement } from '#shared/policy/parse-policy.ts';
import { actionCovers } from './action-covers.ts';
import { escalatingActions } from './grants-escalation.ts';

const everyAction = /^\*+(?::\*+)?$/;
// `arn:aws:*:*:*` and its like, besides the star.
const everyResource = /^\*+$|^arn:(?:aws[a-z-]{0,12}|\*)[:*]*\*$/;

/** Tell whether one of an identity policy's statements allows every action on every resource, under whatever condition.
 *
 * So does one that allows all but some actions, if its holder can then allow themselves the rest. */
export function grantsAdmin(statements: readonly PolicyStatement[]): boolean {
  return statements.some(
    (statement) => statement.allows && allowsEverything(statement) && someMatches(statement.resource, everyResource),
  );
}

function allowsEverything({ action, notAction }: PolicyStatement): boolean {
  if (notAction === undefined) return someMatches(action, everyAction);
  const left = listOf(notAction).filter((pattern) => typeof pattern === 'string');
  return escalatingActions.every((name) => !left.some((pattern) => actionCovers(pattern, name)));
}

function someMatches(values: Json | undefined, pattern: RegExp): boolean {
  return listOf(values).some((value) => typeof value === 'string' && pattern.test(value));
}
