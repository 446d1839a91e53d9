import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { errorName } from './error-name.ts';

/** The DynamoDB table that holds Trailguard's state: keys `pk` and `sk` (texts), expiry `expiresAt`. */
export interface StateTable {
  /** Shared by all calls of the process; its own retries come before an error of ours. */
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** The time, epoch milliseconds UTC; the clock's own when absent. */
  readonly now?: () => number;
}

/** Make one call, or more that belong together; what DynamoDB throws becomes a port's own error, which says what to do.
 * @param what the table was to do: "take an entry" */
export type Attempt = <T>(what: string, call: () => Promise<T>) => Promise<T>;

/** An attempt whose failures are of the port's type, with what the SDK threw as their cause. */
export function createAttempt(
  tableName: string,
  ErrorType: new (message: string, options: ErrorOptions) => Error,
): Attempt {
  return async (what, call) => {
    try {
      return await call();
    } catch (cause) {
      throw new ErrorType(`${tableName} did not ${what}: ${meaningOf(cause)}`, { cause });
    }
  };
}

const throttled =
  'throttled: a partition takes 1,000 writes and 3,000 reads a second; it is tried again with the whole delivery';

/** What DynamoDB says, and what to do. @see Amazon DynamoDB developer guide, "Error handling with DynamoDB" */
const meanings: ReadonlyMap<string, string> = new Map([
  ['ResourceNotFoundException', 'there is no such table: deploy the stack again, or name its table'],
  ['AccessDeniedException', "access denied: the function's role must allow the call on the table"],
  ['ProvisionedThroughputExceededException', throttled],
  ['ThrottlingException', throttled],
  ['RequestLimitExceeded', throttled],
]);

function meaningOf(cause: unknown): string {
  const name = errorName(cause);
  // DynamoDB has no name of its own for it: only the message tells it from a malformed request.
  if (name === 'ValidationException' && cause instanceof Error && cause.message.includes('Item size')) {
    return 'larger than the 400 KB that DynamoDB takes as one item';
  }
  return meanings.get(name) ?? name;
}
