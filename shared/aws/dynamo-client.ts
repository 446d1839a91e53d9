import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A new DynamoDB client for the region and credentials of the environment. Make one a process: it holds the open connections.
 *
 * It tries a call five times. DynamoDB throttles a burst for some seconds while it makes room for it; the SDK's waits in between
 * are random, up to 1, 2, 4 and 8 seconds: fifteen at most, half of the time that the shortest-lived function has.
 * @see Amazon DynamoDB developer guide, "On-demand capacity mode" */
export function createDynamoClient(): DynamoDBClient {
  return new DynamoDBClient({
    maxAttempts: 5,
    // Its answers take milliseconds; a socket that hangs must not outlive a claim.
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
  });
}
