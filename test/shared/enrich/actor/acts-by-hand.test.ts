import { expect, test } from 'vitest';
import { actsByHand } from '#shared/enrich/actor/acts-by-hand.ts';
import type { Json } from '#shared/model/json.ts';

const key = { type: 'IAMUser', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
const session = (name: string): Json => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::123456789012:assumed-role/deploy/${name}`,
});
const role = { kind: 'role', mfa: false } as const;
const program = { ...role, workload: true };
const person = { ...role, workload: false };
const user = { kind: 'user', mfa: undefined, workload: undefined } as const;

test.each<readonly [name: string, userIdentity: Json, known: Parameters<typeof actsByHand>[1], expected: unknown]>([
  ['root', { type: 'Root' }, { ...user, kind: 'root' }, true],
  ['a user with a key', key, user, true],
  ['a user in the console of old', { ...key, invokedBy: 'signin.amazonaws.com' }, user, true],
  ['a service that calls for a user', { ...key, invokedBy: 'cloudformation.amazonaws.com' }, user, false],
  ['a service that calls for a person', { invokedBy: 'athena.amazonaws.com' }, { ...person, mfa: true }, false],
  ['a person in a role', session('erin'), person, true],
  ['a program', session('run-7'), program, false],
  ['a session named after a mail address', session('erin@example.com'), program, true],
  ['a federated user', { type: 'FederatedUser' }, { ...user, kind: 'federated' }, true],
  ['a workload with a token of its own', { type: 'WebIdentityUser' }, { ...user, kind: 'federated' }, undefined],
  ['an AWS service', { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, { ...user, kind: 'service' }, undefined],
  ['another account', { type: 'AWSAccount' }, { ...user, kind: 'account' }, undefined],
  ['somebody unknown with a second factor', {}, { kind: 'unknown', mfa: true, workload: undefined }, true],
])('%s', (_, userIdentity, known, expected) => {
  expect(actsByHand({ userIdentity }, known)).toBe(expected);
});
