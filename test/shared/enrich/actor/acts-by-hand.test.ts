import { expect, test } from 'vitest';
import { actsByHand } from '#shared/enrich/actor/acts-by-hand.ts';
import type { Json } from '#shared/model/json.ts';

const key = { type: 'IAMUser', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
const session = (name: string): Json => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::123456789012:assumed-role/deploy/${name}`,
});
const role = { kind: 'role', mfa: false, infrastructureCode: false } as const;
const program = { ...role, workload: true };
const person = { ...role, workload: false };
const user = { kind: 'user', mfa: undefined, workload: undefined, infrastructureCode: false } as const;
const ofContainer = (name: string): Json => ({
  ...Object(session(name)),
  sessionContext: {
    webIdFederationData: { federatedProvider: 'arn:aws:iam::123456789012:oidc-provider/oidc.example.com' },
  },
});

test.each<readonly [name: string, userIdentity: Json, known: Parameters<typeof actsByHand>[1], expected: unknown]>([
  ['root', { type: 'Root' }, { ...user, kind: 'root' }, true],
  ['a user with a key', key, user, true],
  ['a user in the console of old', { ...key, invokedBy: 'signin.amazonaws.com' }, user, true],
  ['a service that calls for a user', { ...key, invokedBy: 'cloudformation.amazonaws.com' }, user, false],
  ['a service that calls for a person', { invokedBy: 'athena.amazonaws.com' }, { ...person, mfa: true }, false],
  ['a person in a role', session('erin'), person, true],
  ['a program', session('run-7'), program, false],
  ['a session named after a mail address', session('erin@example.com'), program, true],
  ['a profile of the command line', session('botocore-session-1772400000'), program, true],
  ['a profile of the Go SDK', session('aws-go-sdk-1772400000000000000'), program, true],
  ['a name that only begins alike', session('botocore-session-mirror'), program, false],
  ['a container with a token of its cluster', ofContainer('botocore-session-1772400000'), program, false],
  ['infrastructure code at the desk', session('erin'), { ...person, infrastructureCode: true }, true],
  ['infrastructure code of a profile', session('aws-go-sdk-17'), { ...program, infrastructureCode: true }, false],
  ['a federated user', { type: 'FederatedUser' }, { ...user, kind: 'federated' }, true],
  ['a workload with a token of its own', { type: 'WebIdentityUser' }, { ...user, kind: 'federated' }, undefined],
  ['an AWS service', { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, { ...user, kind: 'service' }, undefined],
  ['another account', { type: 'AWSAccount' }, { ...user, kind: 'account' }, undefined],
  ['somebody unknown with a second factor', {}, { ...user, kind: 'unknown', mfa: true }, true],
])('%s', (_, userIdentity, known, expected) => {
  expect(actsByHand({ userIdentity }, known)).toBe(expected);
});
