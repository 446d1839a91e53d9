import { expect, test } from 'vitest';
import type { AccessBlock } from '#shared/policy/access-block.ts';
import type { Acl } from '#shared/policy/judge-acl.ts';
import { type BucketState, judgeBucket } from '#shared/policy/judge-bucket.ts';
import type { AccessJudgement } from '#shared/policy/public-way.ts';
import { allow, policy } from './statement.ts';

const on = (...names: readonly (keyof AccessBlock)[]): AccessBlock => ({
  blockPublicAcls: names.includes('blockPublicAcls'),
  ignorePublicAcls: names.includes('ignorePublicAcls'),
  blockPublicPolicy: names.includes('blockPublicPolicy'),
  restrictPublicBuckets: names.includes('restrictPublicBuckets'),
});
const everyone = { type: 'Group', uri: 'http://acs.amazonaws.com/groups/global/AllUsers' };
const publicAcl: Acl = { grants: [{ grantee: everyone, permission: 'READ' }] };
const privateAcl: Acl = { grants: [{ grantee: { type: 'CanonicalUser' }, permission: 'FULL_CONTROL' }] };
const open = policy(allow());
const own = policy(allow({ Principal: { AWS: '123456789012' } }));
const doubtfullyOpen = policy(allow({ Principal: { AWS: 'arn:aws:iam::*:role/reader' } }));
const doubtfullyClosed = policy(allow({ Principal: { AWS: 'arn:aws:iam::123456789012:role/*' } }));

/** The judgement in words: the answer, a question mark for doubt, what is open, what is neutralised and by which switches. */
function words({ public: isPublic, certain, by, neutralised }: AccessJudgement): string {
  const closing = neutralised.map(
    ({ way, by: all }) =>
      `${way.kind} by ${all.map((one) => (one.kind === 'switch' ? `${one.level} ${one.name}` : one.kind)).join(', ')}`,
  );
  const opening = by.length === 0 ? '' : ` by ${by.map((way) => way.kind).join(', ')}`;
  return `${isPublic ? 'public' : 'closed'}${certain ? '' : '?'}${opening}${closing.length === 0 ? '' : `; not ${closing.join('; not ')}`}`;
}

test.each<readonly [name: string, state: BucketState, expected: string]>([
  ['nothing', {}, 'closed'],
  ['a private policy and ACL', { policy: own, acl: privateAcl }, 'closed'],
  ['a public policy', { policy: open, acl: privateAcl }, 'public by policy'],
  ['a public ACL', { policy: own, acl: publicAcl }, 'public by acl'],
  ['both', { policy: JSON.stringify(open), acl: publicAcl }, 'public by policy, acl'],
  [
    'switches that refuse new ones leave alone what is there',
    {
      policy: open,
      acl: publicAcl,
      bucketBlock: on('blockPublicAcls', 'blockPublicPolicy'),
      accountBlock: on('blockPublicAcls', 'blockPublicPolicy'),
    },
    'public by policy, acl',
  ],
  [
    'a policy that the bucket’s switch restricts',
    { policy: open, acl: privateAcl, bucketBlock: on('restrictPublicBuckets') },
    'closed; not policy by bucket restrictPublicBuckets',
  ],
  [
    'an ACL that both levels ignore',
    { acl: publicAcl, bucketBlock: on('ignorePublicAcls'), accountBlock: on('ignorePublicAcls') },
    'closed; not acl by bucket ignorePublicAcls, account ignorePublicAcls',
  ],
  [
    'the switch for policies does nothing to ACLs',
    { policy: open, acl: publicAcl, accountBlock: on('restrictPublicBuckets') },
    'public by acl; not policy by account restrictPublicBuckets',
  ],
  [
    'the switch for ACLs does nothing to policies',
    { policy: open, acl: publicAcl, accountBlock: on('ignorePublicAcls') },
    'public by policy; not acl by account ignorePublicAcls',
  ],
  ['a policy in doubt', { policy: doubtfullyOpen }, 'public? by policy'],
  ['a policy in doubt beside a public ACL', { policy: doubtfullyOpen, acl: publicAcl }, 'public by policy, acl'],
  [
    'a policy in doubt that is restricted, if S3 calls it public',
    { policy: doubtfullyOpen, bucketBlock: on('restrictPublicBuckets') },
    'closed; not policy by bucket restrictPublicBuckets',
  ],
  [
    'a policy that may be public, which the switch then does not know',
    { policy: doubtfullyClosed, bucketBlock: on('restrictPublicBuckets') },
    'closed?',
  ],
  ['a policy that cannot be read', { policy: '{' }, 'public? by policy'],
  ['an ACL that cannot be read', { acl: 'unknown' }, 'public? by acl'],
  ['a block that could not be read', { policy: open, accountBlock: 'unknown' }, 'public? by policy'],
  ['a block that could not be read, and nothing to block', { policy: own, bucketBlock: 'unknown' }, 'closed'],
  [
    'a block that could not be read, beside one that is on',
    { policy: open, bucketBlock: on('restrictPublicBuckets'), accountBlock: 'unknown' },
    'closed; not policy by bucket restrictPublicBuckets',
  ],
])('%s', (_, state, expected) => {
  expect(words(judgeBucket(state))).toBe(expected);
});

test('what opens a bucket is told with its statements and grants', () => {
  const twoStatements = policy(allow({ Principal: { AWS: '123456789012' } }), allow({ Sid: 'Open' }));
  expect(judgeBucket({ policy: twoStatements, acl: publicAcl }).by).toEqual([
    { kind: 'policy', certain: true, statements: [expect.objectContaining({ index: 1, sid: 'Open', public: true })] },
    { kind: 'acl', certain: true, grants: [{ index: 0, group: 'AllUsers', permission: 'READ' }] },
  ]);
});

test('what cannot be read says why', () => {
  expect(judgeBucket({ policy: '{' }).by).toEqual([
    { kind: 'policy', certain: false, statements: [], problem: 'the policy is not a JSON object' },
  ]);
});
