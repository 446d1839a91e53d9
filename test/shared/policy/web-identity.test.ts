import { expect, test } from 'vitest';
import type { JsonObject } from '#shared/model/json.ts';
import { judgePolicy } from '#shared/policy/judge-policy.ts';
import { policy } from './statement.ts';

const github = 'token.actions.githubusercontent.com';
const provider = (issuer: string): string => `arn:aws:iam::123456789012:oidc-provider/${issuer}`;
const claim = (operator: string, key: string, value: string): JsonObject => ({ [operator]: { [key]: value } });

test.each<readonly [name: string, federated: string, condition: JsonObject, isPublic: boolean, certain: boolean]>([
  ['builds of anyone', provider(github), {}, true, true],
  [
    'builds of anyone for our audience',
    provider(github),
    claim('StringEquals', `${github}:aud`, 'sts.amazonaws.com'),
    true,
    true,
  ],
  [
    'builds of one branch',
    provider(github),
    claim('StringEquals', `${github}:sub`, 'repo:o/r:ref:refs/heads/main'),
    false,
    true,
  ],
  ['builds of one organization', provider(github), claim('StringLike', `${github}:sub`, 'repo:o/*'), false, false],
  ['builds of any organization', provider(github), claim('StringLike', `${github}:sub`, 'repo:*'), true, true],
  [
    'builds of one branch, if it says so',
    provider(github),
    claim('StringEqualsIfExists', `${github}:sub`, 'repo:o/r:x'),
    true,
    true,
  ],
  ['a login with anyone’s application', 'accounts.google.com', {}, true, true],
  [
    'a login with our application',
    'accounts.google.com',
    claim('StringEquals', 'accounts.google.com:aud', 'app'),
    false,
    true,
  ],
  ['an issuer of our own', provider('oidc.example.com/id/1'), {}, false, false],
  ['a SAML provider', 'arn:aws:iam::123456789012:saml-provider/corp', {}, false, true],
])('a role that trusts %s', (_, Federated, Condition, isPublic, certain) => {
  const trust = policy({
    Effect: 'Allow',
    Principal: { Federated },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition,
  });
  expect(judgePolicy(trust, { kind: 'role-trust' })).toMatchObject({ public: isPublic, certain });
});
