import type { Json } from '#shared/model/json.ts';
import { isFalse, listOf } from '#shared/model/read-json.ts';
import { limitingKey } from './condition-keys.ts';
import { type ConditionTest, readConditionTests } from './condition-tests.ts';
import { judgeConditionValue } from './judge-condition-value.ts';
import type { PolicyStatement } from './parse-policy.ts';
import type { KindTraits } from './policy-kind.ts';
import { readPrincipals } from './principals.ts';

/** Tell whether a Deny may keep the public out of what another statement allows.
 *
 * S3 judges a policy by its grants, so such a Deny makes no policy less public by the letter; in effect it may. */
export function denyMayClose(deny: PolicyStatement, allow: PolicyStatement, traits: KindTraits): boolean {
  return (
    deniesOutsiders(deny, traits) &&
    covers(deny.action, deny.notAction, allow.action) &&
    covers(deny.resource, deny.notResource, allow.resource)
  );
}

// What cannot be read may do it.
function deniesOutsiders(deny: PolicyStatement, traits: KindTraits): boolean {
  const principals = readPrincipals(deny.principal);
  const everyone = deny.notPrincipal !== undefined || (principals?.some(({ value }) => value === '*') ?? true);
  const tests = readConditionTests(deny.condition);
  if (!everyone || tests === undefined) return everyone;
  const closes = (test: ConditionTest): boolean => keepsOutsidersOut(test, traits);
  return (tests.length === 0 || tests.some(closes)) && tests.every((test) => closes(test) || exemptsFew(test));
}

/** The test holds for everyone but the listed values: `StringNotEquals aws:SourceVpce`, `NotIpAddress aws:SourceIp`. */
function keepsOutsidersOut(test: ConditionTest, traits: KindTraits): boolean {
  const { operator, key, values } = test;
  if (values.length === 0) return false;
  if (isServiceTest(test)) return key.toLowerCase() === 'aws:principalisawsservice';
  const limiting = limitingKey(key);
  if (limiting === undefined || !operator.negated || operator.quantifier === 'any') return false;
  return values.every(
    (value) =>
      !judgeConditionValue(value, { operator, key: limiting, traits }).open ||
      (limiting.name === 'aws:userid' && allSessionsOfRole.test(value)),
  );
}

// S3 does not count it as fixed, and yet it names one role: "How to restrict Amazon S3 bucket access to a specific IAM role".
const allSessionsOfRole = /^[^*?$]+:\*$/;

/** One more test narrows a Deny. A negated one exempts those whom it names, and so may still keep the public out, as the Denies
 * of data perimeters do; any other picks the requests that are denied, such as those over plain HTTP. */
function exemptsFew(test: ConditionTest): boolean {
  return test.operator.negated || isServiceTest(test);
}

/** Holds for everyone but AWS services, or what they do for someone. */
function isServiceTest({ operator, key, values }: ConditionTest): boolean {
  return operator.family === 'bool' && serviceKeys.has(key.toLowerCase()) && values.every(isFalse);
}

const serviceKeys: ReadonlySet<string> = new Set(['aws:principalisawsservice', 'aws:viaawsservice']);

// Not all of IAM's matching: a Deny that is missed here only leaves the verdict as certain as the letter makes it.
function covers(patterns: Json | undefined, exceptions: Json | undefined, allowed: Json | undefined): boolean {
  if (exceptions !== undefined || allowed === undefined) return true;
  const denied = listOf(patterns).filter((pattern) => typeof pattern === 'string');
  return listOf(allowed).every(
    (value) => typeof value === 'string' && denied.some((pattern) => patternCovers(pattern, value)),
  );
}

function patternCovers(pattern: string, value: string): boolean {
  const [a, b] = [pattern.toLowerCase(), value.toLowerCase()];
  return a === b || (a.endsWith('*') && isLiteral(a.slice(0, -1)) && b.startsWith(a.slice(0, -1)));
}

function isLiteral(text: string): boolean {
  return !/[*?]/.test(text);
}
