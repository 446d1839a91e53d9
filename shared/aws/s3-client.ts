import { S3Client } from '@aws-sdk/client-s3';

/** A new S3 client for the region and credentials of the environment. Make one a process: it holds the open connections. */
export function createS3Client(): S3Client {
  return new S3Client({});
}
