import { judgePolicy } from '#shared/policy/judge-policy.ts';
import type { AccessBlock, AclGrant, BucketAcl, Buckets, Tags } from '#shared/ports/cloud/buckets.ts';
import { CloudError, type CloudErrorKind } from '#shared/ports/cloud/cloud.ts';
import { cloudPermissions } from '#shared/ports/cloud/permissions.ts';

/** A bucket as S3 keeps it; tests change it as other people would. */
export interface FakeBucket {
  policy?: string;
  acl: BucketAcl;
  block?: AccessBlock;
  tags: Tags;
  /** Object ownership BucketOwnerEnforced. */
  hasAclsDisabled: boolean;
  /** What AWS says of the policy, where that is not what our judge says. */
  policyStatus?: boolean;
}

/** All of S3 in one account. */
export interface FakeS3 {
  readonly buckets: Map<string, FakeBucket>;
  account: { block?: AccessBlock };
}

const ownerId = 'a'.repeat(64);

export const ownersGrant: AclGrant = { grantee: { type: 'CanonicalUser', id: ownerId }, permission: 'FULL_CONTROL' };

export function makeBucket(parts: Partial<FakeBucket> = {}): FakeBucket {
  return { acl: { ownerId, grants: [ownersGrant] }, tags: {}, hasAclsDisabled: false, ...parts };
}

/** The port over buckets in memory, with the refusals of S3. */
export function createFakeBuckets(s3: FakeS3): Buckets {
  const find = (name: string, method: keyof Buckets): FakeBucket => {
    const bucket = s3.buckets.get(name);
    if (bucket === undefined) throw trouble('not-found', method);
    return bucket;
  };
  const isOn = (bucket: FakeBucket, name: keyof AccessBlock): boolean =>
    bucket.block?.[name] === true || s3.account.block?.[name] === true;
  return {
    getPolicy: async (name) => find(name, 'getPolicy').policy,
    async putPolicy(name, policy) {
      const bucket = find(name, 'putPolicy');
      if (isOn(bucket, 'blockPublicPolicy') && judgePolicy(policy).public) throw trouble('denied', 'putPolicy');
      bucket.policy = policy;
    },
    async deletePolicy(name) {
      delete find(name, 'deletePolicy').policy;
    },
    async isPolicyPublic(name) {
      const { policy, policyStatus } = find(name, 'isPolicyPublic');
      return policy === undefined ? undefined : (policyStatus ?? judgePolicy(policy, { kind: 's3-bucket' }).public);
    },
    getAcl: async (name) => find(name, 'getAcl').acl,
    async putAcl(name, acl) {
      const bucket = find(name, 'putAcl');
      if (bucket.hasAclsDisabled) throw trouble('refused', 'putAcl');
      const isPublic = acl.grants.some(({ grantee }) => grantee.type === 'Group' && grantee.uri.includes('/global/'));
      if (isOn(bucket, 'blockPublicAcls') && isPublic) throw trouble('denied', 'putAcl');
      bucket.acl = acl;
    },
    getAccessBlock: async (name) => find(name, 'getAccessBlock').block,
    async putAccessBlock(name, block) {
      find(name, 'putAccessBlock').block = block;
    },
    async deleteAccessBlock(name) {
      delete find(name, 'deleteAccessBlock').block;
    },
    getAccountAccessBlock: async () => s3.account.block,
    async putAccountAccessBlock(block) {
      s3.account = { block };
    },
    async deleteAccountAccessBlock() {
      s3.account = {};
    },
    getTags: async (name) => find(name, 'getTags').tags,
  };
}

function trouble(kind: CloudErrorKind, method: keyof Buckets): CloudError {
  const [permission = ''] = cloudPermissions.buckets[method];
  return new CloudError(`${permission}: ${kind}`, { kind, permission });
}
