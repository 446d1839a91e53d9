import { judgeAcl } from '#shared/policy/judge-acl.ts';
import { judgeBucket } from '#shared/policy/judge-bucket.ts';
import type { BucketAcl } from '#shared/ports/cloud/buckets.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Playbook, Repair } from '../playbook.ts';
import { countOf } from './count-of.ts';
import { inAnyOrder } from './in-any-order.ts';
import { type AccountContext, accountBlockOf, namesOfNeutralisers, readAccountContext } from './s3-account-block.ts';
import { writeBucketBlock } from './s3-bucket-block.ts';
import { bucketOf, readBucketTags, unlessGone } from './s3-bucket-of.ts';
import { describeSwitches, noSwitches, type Switches, switchesOf } from './s3-switches.ts';

/** What decides whether a bucket is public by its ACL, and can be set at the bucket. */
export type AclState = { readonly acl: Acl; readonly bucketBlock: Switches | null };

type Acl = { readonly ownerId: string; readonly grants: readonly Grant[] };
type Grant = { readonly grantee: Grantee; readonly permission: string };
type Grantee =
  | { readonly type: 'CanonicalUser'; readonly id: string }
  | { readonly type: 'Group'; readonly uri: string }
  | { readonly type: 'AmazonCustomerByEmail'; readonly emailAddress: string };

/** Closes a bucket whose ACL lets in the public: takes out the public grants and leaves the others, or sets IgnorePublicAcls.
 *
 * Buckets whose owner switched ACLs off read as the owner's alone: they have nothing to close.
 * @see Amazon S3 user guide, "Troubleshooting" of object ownership */
export const s3PublicAcl: Playbook<AclState, AccountContext> = {
  id: 's3-public-acl',
  harm: 'S3 bucket open to the public by its ACL',
  permissions: {
    read: ['s3:GetAccountPublicAccessBlock', 's3:GetBucketAcl', 's3:GetBucketPublicAccessBlock', 's3:GetBucketTagging'],
    apply: ['s3:PutBucketAcl', 's3:PutBucketPublicAccessBlock'],
    undo: ['s3:PutBucketAcl', 's3:PutBucketPublicAccessBlock'],
  },
  subjects: ['bucket'],
  alsoAnswers: ['s3-access-block'],

  read: (target, { buckets }) =>
    unlessGone(async () => {
      const bucketBlock = switchesOf(await buckets.getAccessBlock(bucketOf(target)));
      // Last, so that as little as can be lies between reading and writing it: S3 has no condition for that.
      return { acl: toJson(await buckets.getAcl(bucketOf(target))), bucketBlock };
    }),

  readContext: async ({ acl }, _target, cloud) => (judgeAcl(acl).public ? await readAccountContext(cloud) : undefined),

  repair(state, _target, { close = 'remove', context }) {
    const { acl, bucketBlock } = state;
    const accountBlock = accountBlockOf(context);
    const judgement = judgeBucket({ acl, bucketBlock: bucketBlock ?? undefined, accountBlock });
    if (judgement.neutralised.length > 0) {
      const why = `its ACL is public, but ${namesOfNeutralisers(judgement)} keeps the public out`;
      return { kind: 'harmless', why };
    }
    if (!judgement.public) {
      return { kind: 'harmless', why: 'its ACL grants the public nothing, as where its owner has ACLs switched off' };
    }
    if (!judgement.certain)
      return { kind: 'refused', why: 'whether its ACL lets in the public cannot be told with certainty' };
    return close === 'block' ? ignore(state) : removeGrants(state);
  },

  // Grants have no order.
  essence: ({ acl, bucketBlock }) => ({
    ownerId: acl.ownerId,
    grants: inAnyOrder(acl.grants),
    bucketBlock,
  }),

  async write(target, { from, to }, { buckets }) {
    const bucket = bucketOf(target);
    const writeAcl = async (): Promise<void> => {
      if (canonicalJson(from.acl) !== canonicalJson(to.acl)) await buckets.putAcl(bucket, to.acl);
    };
    const writeBlock = (): Promise<void> => writeBucketBlock(bucket, from.bucketBlock, to.bucketBlock, buckets);
    // BlockPublicAcls, where it is to be on, must not stand in the ACL's way.
    const steps = to.bucketBlock?.blockPublicAcls === true ? [writeAcl, writeBlock] : [writeBlock, writeAcl];
    for (const step of steps) await step();
  },

  describe: ({ acl, bucketBlock }) => `an ACL of ${countOf(acl.grants, 'grant')}; ${describeSwitches(bucketBlock)}`,

  readTags: readBucketTags,
};

function ignore(state: AclState): Repair<AclState> {
  return {
    kind: 'change',
    state: { ...state, bucketBlock: { ...(state.bucketBlock ?? noSwitches), ignorePublicAcls: true } },
    steps: ['switch on IgnorePublicAcls of the bucket: public grants of its objects lose their effect, too'],
  };
}

function removeGrants(state: AclState): Repair<AclState> {
  const found = judgeAcl(state.acl).grants;
  const gone = new Set(found.map(({ index }) => index));
  return {
    kind: 'change',
    state: { ...state, acl: { ...state.acl, grants: state.acl.grants.filter((_, index) => !gone.has(index)) } },
    steps: found.map(
      ({ group, permission }) => `take the grant of ${permission ?? 'something'} to ${group} out of the ACL`,
    ),
  };
}

function toJson({ ownerId, grants }: BucketAcl): Acl {
  return { ownerId, grants: grants.map(({ grantee, permission }) => ({ grantee: { ...grantee }, permission })) };
}
