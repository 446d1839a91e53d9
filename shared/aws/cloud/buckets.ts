import {
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  PutBucketAclCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import {
  DeletePublicAccessBlockCommand as DeleteAccountBlockCommand,
  GetPublicAccessBlockCommand as GetAccountBlockCommand,
  PutPublicAccessBlockCommand as PutAccountBlockCommand,
  type S3ControlClient,
} from '@aws-sdk/client-s3-control';
import type { Buckets, Tags } from '#shared/ports/cloud/buckets.ts';
import { cloudPermissions } from '#shared/ports/cloud/permissions.ts';
import { accessBlockOf, configurationOf } from './bucket-access-block.ts';
import { aclOf, controlPolicyOf } from './bucket-acl.ts';
import { type CloudCall, callCloud, callCloudUnless } from './cloud-errors.ts';

/** The S3 buckets of an account in the clients' region, and the account's switches.
 *
 * Bucket names are unique in the world, and come from records: every call says whose bucket it must be, so that a stranger's
 * is denied.
 * @see Amazon S3 API reference: each operation, `x-amz-expected-bucket-owner` */
export function createBuckets(s3: S3Client, s3Control: S3ControlClient, accountId: string): Buckets {
  const owned = (bucket: string): { readonly Bucket: string; readonly ExpectedBucketOwner: string } => ({
    Bucket: bucket,
    ExpectedBucketOwner: accountId,
  });
  return {
    async getPolicy(bucket) {
      const answer = await callCloudUnless(noPolicy, aboutBucket('getPolicy', bucket), () =>
        s3.send(new GetBucketPolicyCommand(owned(bucket))),
      );
      return answer?.Policy;
    },
    async putPolicy(bucket, policy) {
      const command = new PutBucketPolicyCommand({ ...owned(bucket), Policy: policy });
      await callCloud(aboutBucket('putPolicy', bucket), () => s3.send(command));
    },
    async deletePolicy(bucket) {
      await callCloud(aboutBucket('deletePolicy', bucket), () => s3.send(new DeleteBucketPolicyCommand(owned(bucket))));
    },
    async isPolicyPublic(bucket) {
      const answer = await callCloudUnless(noPolicy, aboutBucket('isPolicyPublic', bucket), () =>
        s3.send(new GetBucketPolicyStatusCommand(owned(bucket))),
      );
      return answer?.PolicyStatus?.IsPublic;
    },
    async getAcl(bucket) {
      const call = aboutBucket('getAcl', bucket);
      return aclOf(await callCloud(call, () => s3.send(new GetBucketAclCommand(owned(bucket)))), call);
    },
    async putAcl(bucket, acl) {
      const command = new PutBucketAclCommand({ ...owned(bucket), AccessControlPolicy: controlPolicyOf(acl) });
      await callCloud(aboutBucket('putAcl', bucket), () => s3.send(command));
    },
    async getAccessBlock(bucket) {
      const answer = await callCloudUnless(noBlock, aboutBucket('getAccessBlock', bucket), () =>
        s3.send(new GetPublicAccessBlockCommand(owned(bucket))),
      );
      return accessBlockOf(answer?.PublicAccessBlockConfiguration);
    },
    async putAccessBlock(bucket, block) {
      const command = new PutPublicAccessBlockCommand({
        ...owned(bucket),
        PublicAccessBlockConfiguration: configurationOf(block),
      });
      await callCloud(aboutBucket('putAccessBlock', bucket), () => s3.send(command));
    },
    async deleteAccessBlock(bucket) {
      const command = new DeletePublicAccessBlockCommand(owned(bucket));
      await callCloud(aboutBucket('deleteAccessBlock', bucket), () => s3.send(command));
    },
    async getAccountAccessBlock() {
      const answer = await callCloudUnless(noBlock, aboutAccount('getAccountAccessBlock', accountId), () =>
        s3Control.send(new GetAccountBlockCommand({ AccountId: accountId })),
      );
      return accessBlockOf(answer?.PublicAccessBlockConfiguration);
    },
    async putAccountAccessBlock(block) {
      const command = new PutAccountBlockCommand({
        AccountId: accountId,
        PublicAccessBlockConfiguration: configurationOf(block),
      });
      await callCloud(aboutAccount('putAccountAccessBlock', accountId), () => s3Control.send(command));
    },
    async deleteAccountAccessBlock() {
      const command = new DeleteAccountBlockCommand({ AccountId: accountId });
      await callCloud(aboutAccount('deleteAccountAccessBlock', accountId), () => s3Control.send(command));
    },
    async getTags(bucket) {
      const answer = await callCloudUnless(noTags, aboutBucket('getTags', bucket), () =>
        s3.send(new GetBucketTaggingCommand(owned(bucket))),
      );
      return tagsOf(answer?.TagSet ?? []);
    },
  };
}

const noPolicy = ['NoSuchBucketPolicy'];
const noBlock = ['NoSuchPublicAccessBlockConfiguration'];
const noTags = ['NoSuchTagSet'];

const othersBucket = 'S3 answers so, too, for a bucket of another account';
// S3 has no code of its own for what Block Public Access refuses (Amazon S3 user guide, "Block public access settings").
const whenDenied: Partial<Readonly<Record<keyof Buckets, string>>> = {
  putPolicy: `${othersBucket}, and where Block Public Access lets in no public policy`,
  putAcl: `${othersBucket}, and where Block Public Access lets in no public ACL`,
};

function aboutBucket(method: keyof Buckets, bucket: string): CloudCall {
  return {
    permission: cloudPermissions.buckets[method][0] ?? '',
    resource: `bucket ${bucket}`,
    whenDenied: whenDenied[method] ?? othersBucket,
  };
}

function aboutAccount(method: keyof Buckets, accountId: string): CloudCall {
  return { permission: cloudPermissions.buckets[method][0] ?? '', resource: `account ${accountId}` };
}

function tagsOf(tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]): Tags {
  return Object.fromEntries(tags.map(({ Key: key = '', Value: value = '' }) => [key, value]));
}
