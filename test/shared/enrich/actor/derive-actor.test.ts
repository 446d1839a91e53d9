import { expect, test } from 'vitest';
import { deriveActor } from '#shared/enrich/actor/derive-actor.ts';
import type { Actor } from '#shared/model/derived.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { record } from '../record.ts';

const account = '123456789012';

const identities: readonly (readonly [name: string, userIdentity: Json, expected: Actor])[] = [
  [
    'root',
    { type: 'Root', principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account },
    {
      kind: 'root',
      name: 'root',
      arn: `arn:aws:iam::${account}:root`,
      accountId: account,
      centralRoot: false,
    },
  ],
  [
    'root through central root access',
    {
      type: 'Root',
      accountId: account,
      sessionContext: { assumedRoot: 'true', attributes: { mfaAuthenticated: 'false' } },
    },
    { kind: 'root', name: 'root', accountId: account, centralRoot: true, mfa: false },
  ],
  [
    'root with the mark of central root access on the identity',
    { type: 'Root', assumedRoot: true },
    { kind: 'root', name: 'root', centralRoot: true },
  ],
  [
    'root with an empty mark',
    { type: 'Root', sessionContext: { assumedRoot: '' } },
    { kind: 'root', name: 'root', centralRoot: false },
  ],
  [
    'an IAM user with an empty session issuer',
    {
      type: 'IAMUser',
      arn: `arn:aws:iam::${account}:user/ops/alice`,
      accountId: account,
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      userName: 'alice',
      sessionContext: { sessionIssuer: {}, webIdFederationData: {}, attributes: { mfaAuthenticated: 'true' } },
    },
    {
      kind: 'user',
      arn: `arn:aws:iam::${account}:user/ops/alice`,
      name: 'alice',
      accountId: account,
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      mfa: true,
    },
  ],
  [
    'an IAM user known by ARN alone',
    { type: 'IAMUser', arn: `arn:aws:iam::${account}:user/ops/alice` },
    { kind: 'user', arn: `arn:aws:iam::${account}:user/ops/alice`, name: 'alice' },
  ],
  [
    'an assumed role',
    {
      type: 'AssumedRole',
      arn: `arn:aws:sts::${account}:assumed-role/deploy/run-7`,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          arn: `arn:aws:iam::${account}:role/deploy`,
          accountId: account,
          userName: 'deploy',
        },
        attributes: { mfaAuthenticated: false },
      },
    },
    {
      kind: 'role',
      arn: `arn:aws:sts::${account}:assumed-role/deploy/run-7`,
      name: 'deploy/run-7',
      accountId: account,
      sessionIssuer: `arn:aws:iam::${account}:role/deploy`,
      mfa: false,
    },
  ],
  [
    'a role without a session',
    { type: 'Role', arn: `arn:aws:iam::${account}:role/deploy` },
    {
      kind: 'role',
      arn: `arn:aws:iam::${account}:role/deploy`,
      name: 'deploy',
    },
  ],
  [
    'a federated user',
    { type: 'FederatedUser', arn: `arn:aws:sts::${account}:federated-user/bob` },
    { kind: 'federated', arn: `arn:aws:sts::${account}:federated-user/bob`, name: 'bob' },
  ],
  ['a directory user', { type: 'Directory', userName: 'carol' }, { kind: 'federated', name: 'carol' }],
  ['a SAML user', { type: 'SAMLUser', userName: 'dave@example.com' }, { kind: 'federated', name: 'dave@example.com' }],
  ['a web identity user', { type: 'WebIdentityUser', userName: 'erin' }, { kind: 'federated', name: 'erin' }],
  [
    'an Identity Center user',
    { type: 'IdentityCenterUser', onBehalfOf: { userId: 'u-1' } },
    { kind: 'federated', name: 'u-1' },
  ],
  [
    'an AWS service',
    { type: 'AWSService', invokedBy: 'config.amazonaws.com' },
    { kind: 'service', name: 'config.amazonaws.com' },
  ],
  ['an identity of invokedBy alone', { invokedBy: 'AWS Internal' }, { kind: 'service', name: 'AWS Internal' }],
  [
    'another account',
    { type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '111122223333' },
    { kind: 'account', name: '111122223333', accountId: '111122223333' },
  ],
  [
    'nobody, by account',
    { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' },
    { kind: 'anonymous', name: 'anonymous' },
  ],
  ['nobody, by principal', { principalId: 'ANONYMOUS_PRINCIPAL' }, { kind: 'anonymous', name: 'anonymous' }],
  ['type Unknown', { type: 'Unknown', userName: 'frank' }, { kind: 'unknown', name: 'frank' }],
  ['a type of the future', { type: 'Martian' }, { kind: 'unknown' }],
  ['a type that is a key of every object', { type: 'constructor' }, { kind: 'unknown' }],
  ['null', null, { kind: 'unknown' }],
  ['an empty object', {}, { kind: 'unknown' }],
  ['text', 'root', { kind: 'unknown' }],
  [
    'members of the wrong type',
    { type: ['Root'], arn: 7, userName: {}, accessKeyId: null, sessionContext: 'x' },
    { kind: 'unknown' },
  ],
];

/** Who acted, without what is concluded from it, which has tables of its own. */
function named({ principal, workload, infrastructureCode, byHand, longLivedKey, ...rest }: Actor): Actor {
  return rest;
}

test.each(identities)('%s', (_, userIdentity, expected) => {
  expect(named(deriveActor(record({ userIdentity })))).toEqual(expected);
});

const otherRecords: readonly (readonly [name: string, fields: JsonObject, expected: Actor])[] = [
  ['no identity at all', {}, { kind: 'unknown' }],
  ['a service event without identity', { eventType: 'AwsServiceEvent' }, { kind: 'service' }],
  [
    'a sign-in with a second factor',
    { userIdentity: { type: 'IAMUser' }, additionalEventData: { MFAUsed: 'Yes' } },
    { kind: 'user', mfa: true },
  ],
  [
    'a sign-in without one',
    { userIdentity: { type: 'IAMUser' }, additionalEventData: { MFAUsed: 'No' } },
    { kind: 'user', mfa: false },
  ],
];

test.each(otherRecords)('%s', (_, fields, expected) => {
  expect(named(deriveActor(record(fields)))).toEqual(expected);
});

test.each<readonly [name: string, userIdentity: Json, expected: Partial<Actor>]>([
  [
    'a role',
    { type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-role/deploy/run-7` },
    { principal: `arn:aws:iam::${account}:role/deploy`, workload: true, infrastructureCode: false, byHand: false },
  ],
  [
    'a key',
    { type: 'IAMUser', arn: `arn:aws:iam::${account}:user/alice`, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
    { principal: `arn:aws:iam::${account}:user/alice`, infrastructureCode: false, byHand: true, longLivedKey: true },
  ],
  ['a service', { invokedBy: 'config.amazonaws.com' }, { principal: 'config.amazonaws.com' }],
  ['another account', { type: 'AWSAccount', accountId: '111122223333' }, { principal: '111122223333' }],
])('what is concluded of %s', (_, userIdentity, expected) => {
  expect(deriveActor(record({ userIdentity }))).toMatchObject(expected);
});
