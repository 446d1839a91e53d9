import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
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
import { planKey, resourceKey, resourceKeysSince, untoldKey, untoldPartition } from './response-keys.ts';
import { createAttempt, type StateTable } from './state-table.ts';
import { parseStored, unreadableHint } from './stored-json.ts';
import { isPlan, isPlanStatus } from './stored-plan.ts';

/** A response store in DynamoDB, in a table of its own from which nothing expires.
 *
 * A plan is an item: its text, which is written once, and beside it `status` and `changedMs`, which move. Another item, written with it or not
 * at all, lets its resource find it; a third says that it was begun, until its outcome is told. All is read consistently: a budget that overlooked the repair of a moment ago would be none.
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

  const readAll = async (ids: readonly string[]): Promise<readonly ResponsePlan[]> => {
    const plans = await pMap(ids, read, { concurrency: 10 });
    return plans.filter((plan) => plan !== undefined);
  };
  const begun = ({ id }: ResponsePlan): TransactWriteItem => ({ Put: { TableName: tableName, Item: untoldKey(id) } });

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
      const update = {
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
      };
      const isBegun = status === 'applying' || status === 'undoing';
      return attempt('move a plan', async () => {
        try {
          // Who begins leaves word of it in the same write, so that it is told even if he dies.
          if (isBegun)
            await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Update: update }, begun(plan)] }));
          else await client.send(new UpdateItemCommand(update));
          return true;
        } catch (error) {
          if (isLostRace(error)) return false;
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
      return readAll(ids);
    },

    async untold() {
      const query = {
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: untoldPartition } },
        ConsistentRead: true,
      };
      const ids: string[] = [];
      for await (const page of queryPages({ client, attempt }, query, maxUntoldPlans)) {
        ids.push(...(page.Items ?? []).flatMap(({ sk }) => sk?.S ?? []));
      }
      return readAll(ids);
    },

    async noteTold(id) {
      const command = new DeleteItemCommand({ TableName: tableName, Key: untoldKey(id) });
      await attempt('note that a plan was told', () => client.send(command));
    },
  };
}

/** Most that are read at a time: when these have been told, the next ones come. */
const maxUntoldPlans = 1000;

/** Tell whether a write failed because somebody else was faster, or is at the same plan in this moment.
 * @see Amazon DynamoDB API reference, TransactWriteItems: `CancellationReasons` */
function isLostRace(error: unknown): boolean {
  if (error instanceof ConditionalCheckFailedException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).flatMap(({ Code }) => (Code === 'None' ? [] : Code));
  return codes.length > 0 && codes.every((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict');
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
