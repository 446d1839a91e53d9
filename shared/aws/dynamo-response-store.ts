import {
  type AttributeValue,
  ConditionalCheckFailedException,
  GetItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import pMap from 'p-map';
import {
  maxRecentPlans,
  type ResponsePlan,
  type ResponseStore,
  ResponseStoreError,
} from '#shared/ports/response-store.ts';
import { queryPages } from './query-pages.ts';
import { planKey, resourceKey, resourceKeysSince } from './response-keys.ts';
import { createAttempt, type StateTable } from './state-table.ts';
import { parseStored, unreadableHint } from './stored-json.ts';
import { isPlan, isPlanStatus } from './stored-plan.ts';

/** A response store in DynamoDB, in a table of its own from which nothing expires.
 *
 * A plan is an item: its text, which is written once, and beside it `status` and `changedMs`, which move. Another item, written with it or not
 * at all, lets its resource find it. All is read consistently: a budget that overlooked the repair of a moment ago would be none.
 * @see Amazon DynamoDB API reference, TransactWriteItems */
export function createDynamoResponseStore({ client, tableName }: Omit<StateTable, 'now'>): ResponseStore {
  const attempt = createAttempt(tableName, ResponseStoreError);

  const read = async (id: string): Promise<ResponsePlan | undefined> => {
    const command = new GetItemCommand({ TableName: tableName, Key: planKey(id), ConsistentRead: true });
    const { Item: item } = await attempt('read a plan', () => client.send(command));
    if (item === undefined) return undefined;
    const plan = planOf(item);
    if (plan === undefined) throw new ResponseStoreError(`${tableName}: plan ${id}: ${unreadableHint}`);
    return plan;
  };

  return {
    read,

    async keep(plan) {
      const command = new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName: tableName, Item: itemOf(plan), ConditionExpression: 'attribute_not_exists(pk)' } },
          { Put: { TableName: tableName, Item: { ...resourceKey(plan), planId: { S: plan.id } } } },
        ],
      });
      return attempt('take a plan', async () => {
        try {
          await client.send(command);
          return plan;
        } catch (error) {
          // It is there already, or another is keeping it at this moment.
          const kept = error instanceof TransactionCanceledException ? await read(plan.id) : undefined;
          if (kept === undefined) throw error;
          return kept;
        }
      });
    },

    move(plan, status, nowMs) {
      const command = new UpdateItemCommand({
        TableName: tableName,
        Key: planKey(plan.id),
        UpdateExpression: 'SET #status = :status, changedMs = :now',
        ConditionExpression: '#status = :read AND changedMs = :readMs',
        // STATUS is one of DynamoDB's reserved words.
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':status': { S: status },
          ':now': { N: String(nowMs) },
          ':read': { S: plan.status },
          ':readMs': { N: String(plan.changedMs) },
        },
      });
      return attempt('move a plan', async () => {
        try {
          await client.send(command);
          return true;
        } catch (error) {
          if (error instanceof ConditionalCheckFailedException) return false;
          throw error;
        }
      });
    },

    async recent(resource, sinceMs) {
      const { pk, from } = resourceKeysSince(resource, sinceMs);
      const query = {
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk AND sk >= :from',
        ExpressionAttributeValues: { ':pk': { S: pk }, ':from': { S: from } },
        ConsistentRead: true,
        ScanIndexForward: false,
      };
      const ids: string[] = [];
      for await (const page of queryPages({ client, attempt }, query, maxRecentPlans)) {
        ids.push(...(page.Items ?? []).flatMap(({ planId }) => planId?.S ?? []));
      }
      const plans = await pMap(ids, read, { concurrency: 10 });
      return plans.filter((plan) => plan !== undefined);
    },
  };
}

function itemOf({ status, changedMs, ...fixed }: ResponsePlan): Record<string, AttributeValue> {
  return {
    ...planKey(fixed.id),
    plan: { S: JSON.stringify(fixed) },
    status: { S: status },
    changedMs: { N: String(changedMs) },
  };
}

function planOf({ plan: text, status, changedMs }: Record<string, AttributeValue>): ResponsePlan | undefined {
  const fixed = parseStored(text?.S, isPlan);
  const now = status?.S;
  const sinceMs = Number(changedMs?.N);
  if (fixed === undefined || !isPlanStatus(now) || !Number.isFinite(sinceMs)) return undefined;
  return { ...fixed, status: now, changedMs: sinceMs };
}
