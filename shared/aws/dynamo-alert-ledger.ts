import {
  type AttributeValue,
  ConditionalCheckFailedException,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { FoundVia } from '#shared/model/alert.ts';
import { type AlertLedger, AlertLedgerError, type Claim, claimMs } from '#shared/ports/alert-ledger.ts';
import { alertPartition, alertSortKey } from './state-keys.ts';
import { expiryAt, ledgerRetentionMs } from './state-retention.ts';
import { createAttempt, type StateTable } from './state-table.ts';

/** An alert ledger in DynamoDB: an item an alert, with `heldUntilMs` while it is claimed and without it once it was delivered.
 *
 * Claiming and confirming cost a write unit each, also when the claim is not granted. Clocks of functions differ by milliseconds, a
 * claim holds for many seconds. A claim whose answer is lost is `held` by whom it was granted to: the SDK's second try finds the first.
 * @see Amazon DynamoDB API reference, PutItem: `ReturnValuesOnConditionCheckFailure` */
export function createDynamoAlertLedger({ client, tableName, now = Date.now }: StateTable): AlertLedger {
  const attempt = createAttempt(tableName, AlertLedgerError);
  return {
    claim(key, foundVia) {
      const nowMs = now();
      const command = new PutItemCommand({
        TableName: tableName,
        Item: {
          ...keyOf(key),
          ...(foundVia !== undefined && { foundVia: { S: foundVia } }),
          heldUntilMs: { N: String(nowMs + claimMs) },
          expiresAt: expiryAt(nowMs + ledgerRetentionMs),
        },
        ConditionExpression: 'attribute_not_exists(pk) OR heldUntilMs <= :now',
        ExpressionAttributeValues: { ':now': { N: String(nowMs) } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return attempt('take a claim', async () => {
        try {
          await client.send(command);
          return { state: 'granted' };
        } catch (error) {
          if (error instanceof ConditionalCheckFailedException) return claimInTheWay(error.Item);
          throw error;
        }
      });
    },

    async confirm(key) {
      const command = new UpdateItemCommand({
        TableName: tableName,
        Key: keyOf(key),
        UpdateExpression: 'SET expiresAt = :expiry REMOVE heldUntilMs',
        ExpressionAttributeValues: { ':expiry': expiryAt(now() + ledgerRetentionMs) },
      });
      await attempt('take a confirmation', () => client.send(command));
    },
  };
}

/** Without an item to tell by, it is `held`: to come again later never ends in silence. */
function claimInTheWay(item: Record<string, AttributeValue> | undefined): Claim {
  if (item === undefined || item.heldUntilMs !== undefined) return { state: 'held' };
  const foundVia = item.foundVia?.S;
  return isWay(foundVia) ? { state: 'delivered', foundVia } : { state: 'delivered' };
}

function isWay(text: string | undefined): text is FoundVia {
  return text === 'eventbridge' || text === 's3';
}

function keyOf(key: string): { readonly pk: { readonly S: string }; readonly sk: { readonly S: string } } {
  return { pk: { S: alertPartition(key) }, sk: { S: alertSortKey } };
}
