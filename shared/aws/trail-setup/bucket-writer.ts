import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  GetBucketNotificationConfigurationCommand,
  HeadBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { CloudPlace } from '#shared/ports/cloud/cloud.ts';
import type { BucketWriter } from '#shared/ports/trail-setup.ts';
import { callCloud, callCloudUnless } from '../cloud/cloud-errors.ts';

/** Makes buckets and tightens their settings, in the account alone.
 * @see Amazon S3 API reference: each operation, `x-amz-expected-bucket-owner` */
export function createBucketWriter(client: S3Client, { accountId, region }: CloudPlace): BucketWriter {
  const owned = (bucket: string): { readonly Bucket: string; readonly ExpectedBucketOwner: string } => ({
    Bucket: bucket,
    ExpectedBucketOwner: accountId,
  });
  return {
    async exists(bucket) {
      // HEAD has no body, and so no code: the SDK calls a 404 NotFound.
      const call = { ...about('s3:ListBucket', `bucket ${bucket}`), whenDenied: 'it may belong to another account' };
      const answer = await callCloudUnless(['NotFound', 'NoSuchBucket'], call, () =>
        client.send(new HeadBucketCommand(owned(bucket))),
      );
      return answer !== undefined;
    },
    async create(bucket) {
      // us-east-1 is the one region that must not be named.
      const command = new CreateBucketCommand({
        Bucket: bucket,
        ObjectOwnership: 'BucketOwnerEnforced',
        ...(region !== 'us-east-1' && {
          CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint },
        }),
      });
      await callCloud(about('s3:CreateBucket', `bucket ${bucket}`), () => client.send(command));
    },
    async enableVersioning(bucket) {
      const command = new PutBucketVersioningCommand({
        ...owned(bucket),
        VersioningConfiguration: { Status: 'Enabled' },
      });
      await callCloud(about('s3:PutBucketVersioning', `bucket ${bucket}`), () => client.send(command));
    },
    async encrypt(bucket) {
      const command = new PutBucketEncryptionCommand({
        ...owned(bucket),
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      });
      await callCloud(about('s3:PutEncryptionConfiguration', `bucket ${bucket}`), () => client.send(command));
    },
    async sendToEventBridge(bucket) {
      const there = await callCloud(about('s3:GetBucketNotification', `bucket ${bucket}`), () =>
        client.send(new GetBucketNotificationConfigurationCommand(owned(bucket))),
      );
      const { $metadata: _, ...configuration } = there;
      const command = new PutBucketNotificationConfigurationCommand({
        ...owned(bucket),
        NotificationConfiguration: { ...configuration, EventBridgeConfiguration: {} },
        // What is there was checked when it was put, and a queue that is gone must not be in the way.
        SkipDestinationValidation: true,
      });
      await callCloud(about('s3:PutBucketNotification', `bucket ${bucket}`), () => client.send(command));
    },
  };
}

function about(permission: string, resource: string): { readonly permission: string; readonly resource: string } {
  return { permission, resource };
}
