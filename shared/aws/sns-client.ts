import { SNSClient } from '@aws-sdk/client-sns';

/** A new SNS client for the region and credentials of the environment. Make one a process: it holds the open connections. */
export function createSnsClient(): SNSClient {
  return new SNSClient({});
}
