import { expect, test } from 'vitest';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { judgePolicy } from '#shared/policy/judge-policy.ts';
import { kindTraits, type PolicyKind, policyKinds } from '#shared/policy/policy-kind.ts';
import { allow, policy } from './statement.ts';

/** The answer in a word, with a question mark where it is not certain. */
function answer(document: Json, kind: PolicyKind): string {
  const judgement = judgePolicy(document, { kind });
  return `${judgement.public ? 'public' : 'closed'}${judgement.certain ? '' : '?'}`;
}

const condition = (operator: string, key: string, value: Json): JsonObject =>
  policy(allow({ Condition: { [operator]: { [key]: value } } }));
const accessPoints = 'arn:aws:s3:eu-west-1:123456789012:accesspoint/*';

test.each<readonly [name: string, kind: PolicyKind, document: JsonObject, expected: string]>([
  [
    'any access point of an account',
    's3-bucket',
    condition('ArnLike', 's3:DataAccessPointArn', accessPoints),
    'closed',
  ],
  [
    'any access point of an account',
    's3-access-point',
    condition('ArnLike', 's3:DataAccessPointArn', accessPoints),
    'public',
  ],
  ['any access point of an account', 'sqs', condition('ArnLike', 's3:DataAccessPointArn', accessPoints), 'closed?'],
  [
    'one access point',
    's3-access-point',
    condition('ArnLike', 's3:DataAccessPointArn', accessPoints.replace('*', 'a')),
    'closed',
  ],
  ['any access point there is', 's3-bucket', condition('StringLike', 's3:DataAccessPointArn', '*'), 'public'],
  // S3 publishes the list of keys that count; others publish none.
  ['an organization’s services', 's3-bucket', condition('StringEquals', 'aws:SourceOrgID', 'o-a1b2c3d4e5'), 'closed?'],
  ['an organization’s services', 'sns', condition('StringEquals', 'aws:SourceOrgID', 'o-a1b2c3d4e5'), 'closed'],
  ['an organization', 's3-bucket', condition('StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5'), 'closed'],
  // A path below an organization is written with a wildcard, which S3's definition does not allow for.
  ['part of an organization', 's3-bucket', condition('StringLike', 'aws:PrincipalOrgPaths', 'o-a1/r-b2/*'), 'closed?'],
  ['part of an organization', 'kms', condition('StringLike', 'aws:PrincipalOrgPaths', 'o-a1/r-b2/*'), 'closed'],
  ['callers of an account', 'kms', condition('StringEquals', 'kms:CallerAccount', '123456789012'), 'closed'],
  [
    'callers of an account',
    'secretsmanager',
    condition('StringEquals', 'kms:CallerAccount', '123456789012'),
    'closed?',
  ],
  [
    'callers through a service',
    'kms',
    condition('StringEquals', 'kms:ViaService', 'ec2.us-east-1.amazonaws.com'),
    'public',
  ],
  [
    'the owner, as SNS writes it of itself',
    'sns',
    condition('StringEquals', 'AWS:SourceOwner', '123456789012'),
    'closed',
  ],
  ['subscribers of a domain', 'sns', condition('StringLike', 'sns:Endpoint', '*@example.com'), 'public'],
  ['a bucket’s messages', 'sqs', condition('ArnEquals', 'aws:SourceArn', 'arn:aws:s3:::b'), 'closed'],
  ['a URL without sign-in', 'lambda', condition('StringEquals', 'lambda:FunctionUrlAuthType', 'NONE'), 'public'],
  ['an external id', 'role-trust', condition('StringEquals', 'sts:ExternalId', 'secret'), 'public'],
  [
    'users of an identity provider',
    's3-bucket',
    policy(allow({ Principal: { Federated: 'cognito-identity.amazonaws.com' } })),
    'public',
  ],
  [
    'users of our identity pool',
    'role-trust',
    policy(
      allow({
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:pool' } },
      }),
    ),
    'closed',
  ],
])('%s: %s', (_, kind, document, expected) => {
  expect(answer(document, kind)).toBe(expected);
});

test.each(policyKinds)('%s follows a page of AWS, lets in everyone, and keeps to an account', (kind) => {
  expect(kindTraits[kind].page).toMatch(/guide/);
  expect(answer(policy(allow()), kind)).toBe('public');
  expect(answer(policy(allow({ Principal: { AWS: '123456789012' } })), kind)).toBe('closed');
});
