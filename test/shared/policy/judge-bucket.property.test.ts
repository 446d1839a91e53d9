import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '#shared/model/json.ts';
import type { AccessBlock } from '#shared/policy/access-block.ts';
import type { Acl, AclGrant } from '#shared/policy/judge-acl.ts';
import { type BucketState, judgeBucket } from '#shared/policy/judge-bucket.ts';
import type { BlockState } from '#shared/policy/public-way.ts';
import { readAcl } from '#shared/policy/read-acl.ts';
import { allow, policy } from './statement.ts';

const accessBlock = fc.record<AccessBlock>({
  blockPublicAcls: fc.boolean(),
  ignorePublicAcls: fc.boolean(),
  blockPublicPolicy: fc.boolean(),
  restrictPublicBuckets: fc.boolean(),
});
const block = fc.oneof(accessBlock, fc.constantFrom<BlockState>(undefined, 'unknown'));
const statement = fc.constantFrom<Json>(
  allow(),
  allow({ Principal: { AWS: '123456789012' } }),
  allow({ Principal: { AWS: 'arn:aws:iam::*:role/r' } }),
  allow({ Effect: 'Deny' }),
  null,
);
const document = fc.option(
  fc.array(statement, { maxLength: 3 }).map((list) => policy(...list)),
  { nil: undefined },
);
const grant = fc.constantFrom<AclGrant>(
  { grantee: { type: 'Group', uri: 'http://acs.amazonaws.com/groups/global/AllUsers' } },
  { grantee: { type: 'CanonicalUser' } },
  { grantee: { type: 'Unknown' } },
);
const acl = fc.option(
  fc.array(grant, { maxLength: 3 }).map((grants): Acl => ({ grants })),
  { nil: undefined },
);
const state: fc.Arbitrary<BucketState> = fc.record({ policy: document, acl, bucketBlock: block, accountBlock: block });

const switchOn = (was: BlockState, name: keyof AccessBlock): AccessBlock => ({
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
  ...(was === 'unknown' ? undefined : was),
  [name]: true,
});

test('the two switches that neutralise close every bucket, at either level', () => {
  fc.assert(
    fc.property(state, fc.constantFrom('bucketBlock', 'accountBlock'), (bucket, level) => {
      const blocked = switchOn(switchOn(bucket[level], 'ignorePublicAcls'), 'restrictPublicBuckets');
      expect(judgeBucket({ ...bucket, [level]: blocked })).toMatchObject({ public: false, by: [] });
    }),
  );
});

test('the two switches that refuse new ones change nothing', () => {
  fc.assert(
    fc.property(
      state,
      accessBlock,
      fc.constantFrom<keyof AccessBlock>('blockPublicAcls', 'blockPublicPolicy'),
      (bucket, bucketBlock, name) => {
        const before = judgeBucket({ ...bucket, bucketBlock });
        expect(judgeBucket({ ...bucket, bucketBlock: switchOn(bucketBlock, name) })).toEqual(before);
      },
    ),
  );
});

test('a bucket is public exactly where something lets the public in', () => {
  fc.assert(
    fc.property(state, (bucket) => {
      const judgement = judgeBucket(bucket);
      expect(judgement.public).toBe(judgement.by.length > 0);
    }),
  );
});

test('never throws, whatever the policy and the ACL', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      judgeBucket({ policy: one as Json, acl: readAcl(other as Json) });
      judgeBucket({ acl: readAcl({ Grants: one as Json }) });
      judgeBucket({ acl: readAcl({ AccessControlList: { Grant: one as Json } }) });
    }),
  );
});
