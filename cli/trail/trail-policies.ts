import type { JsonObject } from '#shared/model/json.ts';
import { partitionOf } from '#shared/model/partition-of.ts';
import { trailArnOf, type WantedTrail } from './wanted-trail.ts';

/** The statements by which CloudTrail, for this trail alone, may write to the bucket, and by which everybody needs TLS.
 * @see AWS CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail", "Creating a trail for an organization with the AWS CLI" */
export function bucketStatements(wanted: WantedTrail): readonly JsonObject[] {
  const { bucket, organizationId, place } = wanted;
  const bucketArn = `arn:${partitionOf(place.region)}:s3:::${bucket}`;
  const forTrail = { 'aws:SourceArn': trailArnOf(wanted) };
  const writes = (sid: string, folder: string): JsonObject => ({
    Sid: sid,
    Effect: 'Allow',
    Principal: cloudTrail,
    Action: 's3:PutObject',
    Resource: `${bucketArn}/AWSLogs/${folder}/*`,
    Condition: { StringEquals: { ...forTrail, 's3:x-amz-acl': 'bucket-owner-full-control' } },
  });
  return [
    {
      Sid: 'CloudTrailChecksAcl',
      Effect: 'Allow',
      Principal: cloudTrail,
      Action: 's3:GetBucketAcl',
      Resource: bucketArn,
      Condition: { StringEquals: forTrail },
    },
    writes('CloudTrailWrites', place.accountId),
    ...(organizationId === undefined ? [] : [writes('CloudTrailWritesOrganization', organizationId)]),
    {
      Sid: 'OnlyOverTls',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ];
}

/** The policy of a key that CloudTrail encrypts this trail's logs with, and that IAM policies of the account may grant.
 * @see AWS CloudTrail user guide, "Configure AWS KMS key policies for CloudTrail" */
export function keyPolicy(wanted: WantedTrail): JsonObject {
  const { accountId, region } = wanted.place;
  const trailArn = trailArnOf(wanted);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AccountUsesIam',
        Effect: 'Allow',
        Principal: { AWS: `arn:${partitionOf(region)}:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Sid: 'CloudTrailDescribesKey',
        Effect: 'Allow',
        Principal: cloudTrail,
        Action: 'kms:DescribeKey',
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
      },
      {
        Sid: 'CloudTrailEncrypts',
        Effect: 'Allow',
        Principal: cloudTrail,
        Action: 'kms:GenerateDataKey*',
        Resource: '*',
        // An encryption context is a trail's ARN: of an organization's trail, too, that of the account that owns it.
        Condition: {
          StringEquals: { 'aws:SourceArn': trailArn },
          StringLike: {
            'kms:EncryptionContext:aws:cloudtrail:arn': `arn:${partitionOf(region)}:cloudtrail:*:${accountId}:trail/*`,
          },
        },
      },
    ],
  };
}

const cloudTrail = { Service: 'cloudtrail.amazonaws.com' };
