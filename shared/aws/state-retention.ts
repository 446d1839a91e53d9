import type { AttributeValue } from '@aws-sdk/client-dynamodb';

const dayMs = 86_400_000;

/** How long entries, episodes and deadlines outlast their use: a day longer than a dead-letter queue keeps a delivery (14 days), so
 * that one redriven on its last day still finds the window it belongs to. */
export const stateRetentionMs: number = 15 * dayMs;

/** How long it is remembered that an alert was delivered. Whoever replays older log objects is told again; 90 days are what
 * CloudTrail's own event history shows, and thus what people replay. */
export const ledgerRetentionMs: number = 90 * dayMs;

/** The attribute `expiresAt`: DynamoDB deletes the item within some days after it, at no cost, and may still return it till then.
 * @see Amazon DynamoDB developer guide, "Using time to live": epoch seconds */
export function expiryAt(timeEpochMs: number): AttributeValue.NMember {
  return { N: String(Math.ceil(timeEpochMs / 1000)) };
}
