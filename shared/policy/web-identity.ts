import type { Json } from '#shared/model/json.ts';
import { readConditionTests } from './condition-tests.ts';
import { isFixedValue } from './fixed-value.ts';
import type { Verdict } from './verdict.ts';

// Issuers that anyone can have an account with. Where an application id in `aud` tells one customer from another it is
// enough; issuers of build tokens put the same audience in all of them, and only `sub` names the customer.
// IAM user guide, "Available keys for AWS web identity federation" and "Create a role for OpenID Connect federation".
const sharedIssuers: ReadonlyMap<string, readonly string[]> = new Map([
  ['accounts.google.com', ['aud', 'sub', 'oaud']],
  ['cognito-identity.amazonaws.com', ['aud', 'sub']],
  ['graph.facebook.com', ['app_id', 'id']],
  ['www.amazon.com', ['app_id', 'user_id']],
  ['token.actions.githubusercontent.com', ['sub']],
  ['gitlab.com', ['sub']],
  ['app.terraform.io', ['sub']],
]);

/** Tell whether a federated principal is a web identity provider, as against a SAML provider of one account. */
export function isWebIdentity(principal: string): boolean {
  return !principal.includes(':saml-provider/');
}

/** Whether a role that trusts a web identity provider can be assumed by anyone who has an account with the provider.
 * @param provider host name, or ARN of an OIDC provider
 * @param condition the statement's Condition: only its claims of that provider are looked at */
export function judgeWebIdentity(provider: string, condition: Json | undefined): Verdict {
  const issuer = provider
    .slice(provider.indexOf(':oidc-provider/') + 1)
    .replace(/^oidc-provider\//, '')
    .toLowerCase();
  const claims = sharedIssuers.get(issuer);
  if (claims === undefined) {
    return { open: false, certain: false, why: 'Principal is an identity provider that may be private' };
  }
  const binding = claimTests(issuer, claims, condition);
  if (binding.some((values) => values.every(isFixedValue))) {
    return { open: false, certain: true, why: 'the identity provider is limited to fixed claims' };
  }
  // `repo:organization/*` still names one customer, `repo:*` does not.
  if (binding.some((values) => values.every((value) => (value.split(/[*?$]/, 1)[0] ?? '').includes('/')))) {
    return { open: false, certain: false, why: 'the identity provider is limited to claims with a fixed beginning' };
  }
  return { open: true, certain: true, why: 'Principal is an identity provider that anyone can use' };
}

function claimTests(
  issuer: string,
  claims: readonly string[],
  condition: Json | undefined,
): readonly (readonly string[])[] {
  const keys = new Set(claims.map((claim) => `${issuer}:${claim}`));
  return (readConditionTests(condition) ?? [])
    .filter(({ key, operator, values }) => {
      const binds = operator.family === 'string' || operator.family === 'stringLike';
      const always = !operator.negated && !operator.ifExists && operator.quantifier !== 'all';
      return keys.has(key.toLowerCase()) && binds && always && values.length > 0;
    })
    .map((test) => test.values);
}
