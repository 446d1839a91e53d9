import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type AwsClientStub, mockClient } from 'aws-sdk-client-mock';
import type { StateTable } from '#shared/aws/state-table.ts';
import { startMs } from '../../contract/contract-helpers.ts';

/** A client whose calls go nowhere, and a table that it reaches at a fixed time. */
export function mockTable(): { readonly dynamo: AwsClientStub<DynamoDBClient>; readonly table: StateTable } {
  const client = new DynamoDBClient({ region: 'us-east-1' });
  return {
    dynamo: mockClient(client) as unknown as AwsClientStub<DynamoDBClient>,
    table: { client, tableName: 'state', now: () => startMs },
  };
}

/** An error as the SDK throws it. */
export function serviceError(name: string, message: string = name): Error {
  return Object.assign(new Error(message), { name });
}

/** What DynamoDB may say, and what is to be told. */
export const refusals: readonly (readonly [error: Error, told: string])[] = [
  [serviceError('ProvisionedThroughputExceededException'), 'throttled: a partition takes 1,000 writes'],
  [serviceError('ThrottlingException'), 'throttled: a partition takes 1,000 writes'],
  [serviceError('RequestLimitExceeded'), 'throttled: a partition takes 1,000 writes'],
  [serviceError('ResourceNotFoundException'), 'no such table: deploy the stack again'],
  [serviceError('AccessDeniedException'), "access denied: the function's role must allow"],
  [serviceError('ValidationException', 'Item size has exceeded the maximum allowed size'), 'larger than the 400 KB'],
  [serviceError('ValidationException', 'ExpressionAttributeValues must not be empty'), 'ValidationException'],
  [serviceError('TimeoutError'), 'TimeoutError'],
];
