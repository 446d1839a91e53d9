import { SSMClient } from '@aws-sdk/client-ssm';
import { requestHandler } from './request-handler.ts';

/** A new SSM client for the region and credentials of the environment. Make one a process: it holds the open connections. */
export function createSsmClient(): SSMClient {
  return new SSMClient({ requestHandler });
}
