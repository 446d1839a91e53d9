import type { Json } from '#shared/model/json.ts';
import { listOf } from '../read.ts';
import { limitingKey } from './condition-keys.ts';
import { type ConditionTest, readConditionTests } from './condition-tests.ts';
import { judgeConditionValue } from './judge-condition-value.ts';
import type { PolicyStatement } from './parse-policy.ts';
import { readPrincipals } from './principals.ts';

/** Tell whether a Deny may keep the public out of what another statement allows.
 *
 * S3 judges a policy by its grants, so such a Deny makes no policy less public by the letter; in effect it may. */
export function denyMayClose(deny: PolicyStatement, allow: PolicyStatement): boolean {
  return (
    deniesOutsiders(deny) &&
    covers(deny.action, deny.notAction, allow.action) &&
    covers(deny.resource, deny.notResource, allow.resource)
  );
}

function deniesOutsiders(deny: PolicyStatement): boolean {
  const everyone =
    deny.notPrincipal !== undefined || (readPrincipals(deny.principal)?.some(({ value }) => value === '*') ?? false);
  const tests = readConditionTests(deny.condition);
  return everyone && (tests?.every(keepsOutsidersOut) ?? false);
}

/** The test holds for everyone but the listed values: `StringNotEquals aws:SourceVpce`, `NotIpAddress aws:SourceIp`. */
function keepsOutsidersOut({ operator, key, values }: ConditionTest): boolean {
  const limiting = limitingKey(key);
  if (limiting === undefined || !operator.negated || operator.quantifier === 'any' || values.length === 0) return false;
  return values.every((value) => !judgeConditionValue(operator, limiting, value).open);
}

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
