import { S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import type { Buckets } from '#shared/ports/cloud/buckets.ts';
import { createBuckets } from '../buckets.ts';
import type { CloudConfig } from './cloud-config.ts';

/** @param accountId whose own Block Public Access is meant */
export function connectBuckets(config: CloudConfig, accountId: string): Buckets {
  return createBuckets(new S3Client(config), new S3ControlClient(config), accountId);
}
