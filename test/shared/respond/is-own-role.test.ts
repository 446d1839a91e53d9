import { expect, test } from 'vitest';
import { isOwnRole, type OwnRole } from '#shared/respond/is-own-role.ts';

const roles: readonly OwnRole[] = [
  'arn:aws:iam::123456789012:role/trailguard-on-alert',
  { arn: 'arn:*:iam::*:role/trailguard-member', exceptAccountId: '123456789012' },
];

test.each<[string, string, boolean]>([
  ['the role of the function', 'arn:aws:iam::123456789012:role/trailguard-on-alert', true],
  ['its name in another account', 'arn:aws:iam::111122223333:role/trailguard-on-alert', false],
  ['the member role in another account', 'arn:aws:iam::111122223333:role/trailguard-member', true],
  ['the name of the member role at home', 'arn:aws:iam::123456789012:role/trailguard-member', false],
  [
    'the name of the member role in the path of another',
    'arn:aws:iam::111122223333:role/x:role/trailguard-member',
    false,
  ],
  ['a user of that name', 'arn:aws:iam::111122223333:user/trailguard-member', false],
  ['nobody', '', false],
])('%s', (_, arn, expected) => {
  expect(isOwnRole(roles, arn)).toBe(expected);
});
