import { KMSClient } from '@aws-sdk/client-kms';
import { requestHandler } from './request-handler.ts';

/** A new KMS client for the region and credentials of the environment. Make one a process: it holds the open connections. */
export function createKmsClient(): KMSClient {
  return new KMSClient({ requestHandler });
}
