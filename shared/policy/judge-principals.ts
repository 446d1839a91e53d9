import { isFixedValue } from './fixed-value.ts';
import type { PolicyStatement } from './parse-policy.ts';
import type { KindTraits } from './policy-kind.ts';
import { type Principal, principalAccountId, readPrincipals } from './principals.ts';
import { anyOpen, type Verdict } from './verdict.ts';
import { isWebIdentity, judgeWebIdentity } from './web-identity.ts';

/** Whether the principals of a statement that allows take in the public, its Condition aside. */
export function judgePrincipals(statement: PolicyStatement, traits: KindTraits): Verdict {
  if (statement.notPrincipal !== undefined) {
    return { open: true, certain: true, why: 'NotPrincipal lets in everyone but some' };
  }
  const principals = readPrincipals(statement.principal);
  if (principals === undefined) return { open: true, certain: false, why: 'its Principal could not be read' };
  return anyOpen(principals.map((principal) => judgePrincipal(principal, statement, traits)));
}

function judgePrincipal(principal: Principal, statement: PolicyStatement, traits: KindTraits): Verdict {
  if (principal.value === '*') {
    // AWS documents the lone star for AWS principals; under other names it is left to the service.
    return { open: true, certain: principal.kind === 'AWS', why: 'Principal is everyone' };
  }
  if (!isFixedValue(principal.value)) return judgeUnfixed(principal);
  if (principal.kind === 'Federated') return judgeFederated(principal, statement, traits);
  return { open: false, certain: true, why: 'Principal is fixed' };
}

// IAM takes no wildcard but the lone star and no variable in a principal, so these are not seen in accepted requests.
function judgeUnfixed(principal: Principal): Verdict {
  const why = 'Principal has a wildcard or a policy variable';
  return { open: principalAccountId(principal) === undefined, certain: false, why };
}

function judgeFederated(principal: Principal, statement: PolicyStatement, traits: KindTraits): Verdict {
  if (!isWebIdentity(principal.value)) {
    // A SAML provider belongs to one account; the S3 user guide's list is silent on it.
    return { open: false, certain: traits.webIdentity === 'by claims', why: 'Principal is a fixed SAML provider' };
  }
  if (traits.webIdentity === 'by claims') return judgeWebIdentity(principal.value, statement.condition);
  return { open: true, certain: true, why: 'Principal is a web identity provider, whose users are anyone' };
}
