import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { RDSClient } from '@aws-sdk/client-rds';
import { S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import type { Cloud, CloudPlace } from '#shared/ports/cloud/cloud.ts';
import { requestHandler } from '../request-handler.ts';
import { createAccessKeys } from './access-keys.ts';
import { createBuckets } from './buckets.ts';
import { createEncryptionKeys } from './encryption-keys.ts';
import { createHistory } from './history.ts';
import { createSecurityGroups } from './security-groups.ts';
import { createSharedCopies } from './shared-copies.ts';
import { createTrails } from './trails.ts';

/** Keys of a session that somebody assumed. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** The cloud of an account and region, in the credentials of the environment unless others are given.
 *
 * The SDK tries each call three times; what it gives up is for whoever planned the change to read again and see. */
export function createCloud({ accountId, region }: CloudPlace, credentials?: SessionCredentials): Cloud {
  const config = { region, requestHandler, ...(credentials !== undefined && { credentials }) };
  const ec2 = new EC2Client(config);
  const cloudTrail = new CloudTrailClient(config);
  return {
    buckets: createBuckets(new S3Client(config), new S3ControlClient(config), accountId),
    securityGroups: createSecurityGroups(ec2),
    trails: createTrails(cloudTrail),
    sharedCopies: createSharedCopies(ec2, new RDSClient(config)),
    accessKeys: createAccessKeys(new IAMClient(config)),
    encryptionKeys: createEncryptionKeys(new KMSClient(config)),
    history: createHistory(cloudTrail),
    rereadAfterMs: [500, 1500, 3000],
  };
}
