import { STSClient } from '@aws-sdk/client-sts';
import { requestHandler } from './request-handler.ts';

/** A new STS client for the region and credentials of the environment. Make one a process: it holds the open connections. */
export function createStsClient(): STSClient {
  return new STSClient({ requestHandler });
}
