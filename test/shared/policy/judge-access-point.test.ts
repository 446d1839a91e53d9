import { expect, test } from 'vitest';
import { type AccessPointState, judgeAccessPoint } from '#shared/policy/judge-access-point.ts';
import { allow, policy } from './statement.ts';

const open = policy(allow());
const restricting = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: true,
};

test.each<readonly [name: string, state: AccessPointState, isPublic: boolean, certain: boolean]>([
  ['no policy', { networkOrigin: 'Internet' }, false, true],
  ['a public policy', { policy: open, networkOrigin: 'Internet' }, true, true],
  ['a public policy inside a VPC', { policy: open, networkOrigin: 'VPC' }, false, true],
  ['a policy that cannot be read, inside a VPC', { policy: '{', networkOrigin: 'VPC' }, false, true],
  ['a policy that cannot be read', { policy: '{', networkOrigin: 'Internet' }, true, false],
  ['its own block', { policy: open, networkOrigin: 'Internet', accessPointBlock: restricting }, false, true],
  ['the bucket’s block', { policy: open, networkOrigin: 'Internet', bucketBlock: restricting }, false, true],
  ['the account’s block', { policy: open, networkOrigin: 'Internet', accountBlock: restricting }, false, true],
])('%s', (_, state, isPublic, certain) => {
  expect(judgeAccessPoint(state)).toMatchObject({ public: isPublic, certain });
});

test('a public policy inside a VPC is told, with what neutralises it', () => {
  expect(judgeAccessPoint({ policy: open, networkOrigin: 'VPC' }).neutralised).toMatchObject([
    { way: { kind: 'policy', statements: [{ index: 0 }] }, by: [{ kind: 'vpc-origin' }] },
  ]);
});

test('access points of one account, under any name, are public in an access point’s policy', () => {
  const Condition = { ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:eu-west-1:123456789012:accesspoint/*' } };
  expect(judgeAccessPoint({ policy: policy(allow({ Condition })), networkOrigin: 'Internet' }).public).toBe(true);
});
