import { isJsonObject, type Json } from '#shared/model/json.ts';
import { isFalse, listOf } from '#shared/model/read-json.ts';
import { type PolicyStatement, parsePolicy } from '#shared/policy/parse-policy.ts';

/** Whether a policy refuses everybody everything without TLS.
 * @param policy JSON text; `undefined` where there is none */
export function requiresTls(policy: string | undefined): boolean {
  return statementsOf(policy).some(
    ({ allows, principal, action, condition }) =>
      !allows &&
      isEverybody(principal) &&
      textsOf(action).some((name) => name === 's3:*' || name === '*') &&
      conditionValues(condition, 'Bool', 'aws:securetransport').some((value) => isFalse(value)),
  );
}

/** The statements that allow anything to others than CloudTrail, as people know them: `Sid` or place. */
export function strangeGrants(policy: string | undefined): readonly string[] {
  return statementsOf(policy)
    .filter(({ allows }) => allows)
    .filter((statement) => !isCloudTrail(statement))
    .map(nameOf);
}

/** The statements that allow CloudTrail to act for whoever asks it to. */
export function unboundGrants(policy: string | undefined): readonly string[] {
  return statementsOf(policy)
    .filter((statement) => statement.allows && isCloudTrail(statement))
    .filter(({ condition }) => !bindingKeys.some((key) => hasKey(condition, key)))
    .map(nameOf);
}

/** Condition keys that say for whom a service acts.
 * @see IAM user guide, "The confused deputy problem" */
const bindingKeys = ['aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths'];

function statementsOf(policy: string | undefined): readonly PolicyStatement[] {
  const reading = policy === undefined ? undefined : parsePolicy(policy);
  return reading?.ok === true ? reading.statements : [];
}

function isCloudTrail({ principal }: PolicyStatement): boolean {
  if (!isJsonObject(principal)) return false;
  const kinds = Object.keys(principal);
  const services = textsOf(principal['Service']);
  return kinds.length === 1 && services.length > 0 && services.every((name) => name === 'cloudtrail.amazonaws.com');
}

function isEverybody(principal: Json | undefined): boolean {
  return principal === '*' || (isJsonObject(principal) && textsOf(principal['AWS']).includes('*'));
}

function conditionValues(condition: Json | undefined, operator: string, key: string): readonly Json[] {
  if (!isJsonObject(condition) || Object.keys(condition).length !== 1) return [];
  const tests = condition[operator];
  if (!isJsonObject(tests) || Object.keys(tests).length !== 1) return [];
  return Object.entries(tests).flatMap(([name, value]) => (name.toLowerCase() === key ? listOf(value) : []));
}

function hasKey(condition: Json | undefined, key: string): boolean {
  if (!isJsonObject(condition)) return false;
  return Object.entries(condition).some(
    ([operator, tests]) =>
      !/not|ifexists/i.test(operator) &&
      isJsonObject(tests) &&
      Object.keys(tests).some((name) => name.toLowerCase() === key),
  );
}

function textsOf(value: Json | undefined): readonly string[] {
  return listOf(value).filter((text) => typeof text === 'string');
}

function nameOf({ sid, index }: PolicyStatement): string {
  return sid ?? `statement ${index + 1}`;
}
