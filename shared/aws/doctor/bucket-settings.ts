import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { BucketSettings } from '#shared/ports/doctor/bucket-facts.ts';
import { type CloudCall, callCloud, callCloudUnless } from '../cloud/cloud-errors.ts';

/** The settings of the account's buckets; a stranger's bucket of the name is denied.
 * @see Amazon S3 API reference: each operation, `x-amz-expected-bucket-owner` */
export function createBucketSettings(client: S3Client, accountId: string): BucketSettings {
  const owned = (bucket: string): { readonly Bucket: string; readonly ExpectedBucketOwner: string } => ({
    Bucket: bucket,
    ExpectedBucketOwner: accountId,
  });
  return {
    async getVersioning(bucket) {
      const answer = await callCloud(about('getVersioning', bucket), () =>
        client.send(new GetBucketVersioningCommand(owned(bucket))),
      );
      return { isEnabled: answer.Status === 'Enabled', needsMfa: answer.MFADelete === 'Enabled' };
    },
    async getEncryption(bucket) {
      const answer = await callCloudUnless(noEncryption, about('getEncryption', bucket), () =>
        client.send(new GetBucketEncryptionCommand(owned(bucket))),
      );
      const [rule] = answer?.ServerSideEncryptionConfiguration?.Rules ?? [];
      return rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
    },
    async hasLifecycle(bucket) {
      const answer = await callCloudUnless(noLifecycle, about('hasLifecycle', bucket), () =>
        client.send(new GetBucketLifecycleConfigurationCommand(owned(bucket))),
      );
      return (answer?.Rules ?? []).some(({ Status }) => Status === 'Enabled');
    },
    async hasObjectLock(bucket) {
      const answer = await callCloudUnless(noLock, about('hasObjectLock', bucket), () =>
        client.send(new GetObjectLockConfigurationCommand(owned(bucket))),
      );
      return answer?.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
    },
    async sendsToEventBridge(bucket) {
      const answer = await callCloud(about('sendsToEventBridge', bucket), () =>
        client.send(new GetBucketNotificationConfigurationCommand(owned(bucket))),
      );
      return answer.EventBridgeConfiguration !== undefined;
    },
  };
}

const noEncryption = ['ServerSideEncryptionConfigurationNotFoundError'];
const noLifecycle = ['NoSuchLifecycleConfiguration'];
const noLock = ['ObjectLockConfigurationNotFoundError'];

const permissions: Readonly<Record<keyof BucketSettings, string>> = {
  getVersioning: 's3:GetBucketVersioning',
  getEncryption: 's3:GetEncryptionConfiguration',
  hasLifecycle: 's3:GetLifecycleConfiguration',
  hasObjectLock: 's3:GetBucketObjectLockConfiguration',
  sendsToEventBridge: 's3:GetBucketNotification',
};

function about(method: keyof BucketSettings, bucket: string): CloudCall {
  return {
    permission: permissions[method],
    resource: `bucket ${bucket}`,
    whenDenied: 'S3 answers so, too, for a bucket of another account',
  };
}
