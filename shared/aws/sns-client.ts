import { SNSClient } from '@aws-sdk/client-sns';
import { requestHandler } from './request-handler.ts';

/** A new SNS client for the region and credentials of the environment. Make one a process: it holds the open connections.
 *
 * A publication ends within some twenty seconds, with three attempts: before the claim on its alert expires (`claimMs`). */
export function createSnsClient(): SNSClient {
  return new SNSClient({ requestHandler });
}
