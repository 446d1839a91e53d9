import { expect, test } from 'vitest';
import { principalOf } from '#shared/enrich/actor/principal.ts';
import type { ActorKind } from '#shared/model/derived.ts';
import type { JsonObject } from '#shared/model/json.ts';

const role = 'arn:aws:iam::123456789012:role/ci/deploy';
const user = 'arn:aws:iam::123456789012:user/alice';
const session = 'arn:aws:sts::123456789012:assumed-role/deploy/run-7';
const person = 'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/erin';
const issuedBy = (arn: string): JsonObject => ({ sessionContext: { sessionIssuer: { arn } } });

test.each<readonly [name: string, identity: JsonObject, kind: ActorKind, expected: string | undefined]>([
  ['a user', { arn: user }, 'user', user],
  ['root', { arn: 'arn:aws:iam::123456789012:root' }, 'root', 'arn:aws:iam::123456789012:root'],
  ['a role, by who issued the session', { arn: session, ...issuedBy(role) }, 'role', role],
  ['a role, by the session', { arn: session }, 'role', 'arn:aws:iam::123456789012:role/deploy'],
  [
    'a role in China',
    { arn: session.replace('arn:aws', 'arn:aws-cn') },
    'role',
    'arn:aws-cn:iam::123456789012:role/deploy',
  ],
  ['a person of Identity Center', { arn: person, ...issuedBy('arn:aws:iam::123456789012:role/x') }, 'role', person],
  [
    'a federation token, by the user who made it',
    { arn: 'arn:aws:sts::123456789012:federated-user/any-name', ...issuedBy(user) },
    'federated',
    user,
  ],
  ['nobody named', {}, 'unknown', undefined],
])('%s', (_, identity, kind, expected) => {
  expect(principalOf(kind, identity)).toBe(expected);
});
