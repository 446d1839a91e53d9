import { expect, test } from 'vitest';
import { deriveAccessKey } from '#shared/enrich/access-key.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { call } from './record.ts';

const alice = { type: 'IAMUser', userName: 'alice' };
const role = { type: 'AssumedRole', arn: 'arn:aws:sts::123456789012:assumed-role/admin/alice' };

const rows: readonly (readonly [
  name: string,
  userIdentity: JsonObject,
  parameters: JsonObject | null,
  expected: boolean | undefined,
])[] = [
  ['a user for itself, unnamed', alice, null, false],
  ['a user for itself, named', alice, { userName: 'alice' }, false],
  ['a user for itself, in another case', alice, { userName: 'Alice' }, false],
  ['a user for another', alice, { userName: 'bob' }, true],
  ['a role for a user of the name of its session', role, { userName: 'alice' }, true],
  ['a federated user of that name', { type: 'FederatedUser', userName: 'alice' }, { userName: 'alice' }, true],
  ['root for itself', { type: 'Root' }, null, false],
  ['root for a user', { type: 'Root' }, { userName: 'alice' }, true],
];

test.each(rows)('%s', (_, userIdentity, parameters, expected) => {
  expect(deriveAccessKey(call('iam:CreateAccessKey', parameters, { userIdentity }))?.forAnotherUser).toBe(expected);
});

test('a refused call that names nobody tells nothing', () => {
  const refused = call('iam:CreateAccessKey', null, { userIdentity: alice, errorCode: 'AccessDenied' });
  expect(deriveAccessKey(refused)).toBeUndefined();
});

test('other calls have no such fact', () => {
  expect(deriveAccessKey(call('iam:DeleteAccessKey', { userName: 'bob' }))).toBeUndefined();
});
