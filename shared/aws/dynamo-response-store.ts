import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import pMap from 'p-map';
import {
  type Beginning,
  beginningOf,
  maxRecentPlans,
  type ResponsePlan,
  type ResponseStore,
  ResponseStoreError,
  type Untold,
} from '#shared/ports/response-store.ts';
import { queryPages } from './query-pages.ts';
import { planKey, resourceKey, resourceKeysSince, untoldKey, untoldPartition } from './response-keys.ts';
import { createAttempt, type StateTable } from './state-table.ts';
import { parseStored, unreadableHint } from './stored-json.ts';
import { isPlan, isPlanStatus } from './stored-plan.ts';

/** The table, and who hears of plans in it that cannot be read. They are left out wherever others are asked for, too. */
export interface ResponseTable extends Omit<StateTable, 'now'> {
  readonly onUnreadable?: (error: ResponseStoreError) => void;
}

/** A response store in DynamoDB, in a table of its own from which nothing expires.
 *
 * A plan is an item: its text, which is written once, and beside it what moves (`PlanMoves`). Another item, written with it or not at all,
 * lets its resource find it; a third says that it was begun and when, until its outcome is told. All is read consistently: a budget that
 * overlooked the repair of a moment ago would be none.
 * @see Amazon DynamoDB API reference, TransactWriteItems */
export function createDynamoResponseStore({
  client,
  tableName,
  onUnreadable = () => undefined,
}: ResponseTable): ResponseStore {
  const attempt = createAttempt(tableName, ResponseStoreError);

  /** What is kept under an id: without a plan where that cannot be read. */
  const find = async (id: string): Promise<{ readonly plan: ResponsePlan | undefined } | undefined> => {
    const command = new GetItemCommand({ TableName: tableName, Key: planKey(id), ConsistentRead: true });
    const { Item: item } = await attempt('read a plan', () => client.send(command));
    if (item === undefined) return undefined;
    const plan = planOf(item);
    if (plan === undefined) onUnreadable(unreadable(id));
    return { plan };
  };
  const unreadable = (id: string): ResponseStoreError =>
    new ResponseStoreError(`${tableName}: plan ${id}: ${unreadableHint}`);

  return {
    async read(id) {
      const found = await find(id);
      if (found === undefined) return undefined;
      if (found.plan === undefined) throw unreadable(id);
      return found.plan;
    },

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
          if (!(error instanceof TransactionCanceledException)) throw error;
          const found = await find(plan.id);
          if (found === undefined) throw error;
          return found.plan;
        }
      });
    },

    move(plan, status, nowMs, begunSeal) {
      const isBegun = status === 'applying' || status === 'undoing';
      const update = {
        TableName: tableName,
        Key: planKey(plan.id),
        UpdateExpression: updateFor(isBegun, begunSeal),
        ConditionExpression: '#status = :read AND changedMs = :readMs',
        // STATUS is one of DynamoDB's reserved words.
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':status': { S: status },
          ':now': { N: String(nowMs) },
          ':read': { S: plan.status },
          ':readMs': { N: String(plan.changedMs) },
          ...(isBegun && begunSeal !== undefined && { ':seal': { S: begunSeal } }),
        },
      };
      return attempt('move a plan', async () => {
        try {
          // Who begins leaves word of it in the same write, so that it is told even if he dies.
          if (isBegun) {
            const word = { Put: { TableName: tableName, Item: untoldItem(plan.id, nowMs) } };
            await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Update: update }, word] }));
          } else await client.send(new UpdateItemCommand(update));
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
      const found = await pMap(ids, find, { concurrency });
      return found.flatMap((kept) => kept?.plan ?? []);
    },

    async untold() {
      const query = {
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: untoldPartition } },
        ConsistentRead: true,
      };
      const beginnings: Beginning[] = [];
      for await (const page of queryPages({ client, attempt }, query, maxUntoldPlans)) {
        beginnings.push(...(page.Items ?? []).flatMap(beginningIn));
      }
      const withPlan = async (beginning: Beginning): Promise<Untold> => {
        const plan = (await find(beginning.planId))?.plan;
        return { ...beginning, ...(plan !== undefined && { plan }) };
      };
      return pMap(beginnings, withPlan, { concurrency });
    },

    async noteTold({ planId, at }) {
      const command = new DeleteItemCommand({
        TableName: tableName,
        Key: untoldKey(planId),
        // What has no such text was not written by us.
        ...(at === undefined
          ? {
              ConditionExpression: 'NOT attribute_type(begunAt, :text)',
              ExpressionAttributeValues: { ':text': { S: 'S' } },
            }
          : { ConditionExpression: 'begunAt = :at', ExpressionAttributeValues: { ':at': { S: at } } }),
      });
      await attempt('note that a plan was told', async () => {
        try {
          await client.send(command);
        } catch (error) {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
        }
      });
    },
  };
}

/** How many plans are read at the same time. */
const concurrency = 10;

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

function updateFor(isBegun: boolean, begunSeal: string | undefined): string {
  const moved = 'SET #status = :status, changedMs = :now';
  if (!isBegun) return moved;
  // The seal of an earlier beginning says nothing of this one.
  return begunSeal === undefined
    ? `${moved}, begunMs = :now REMOVE begunSeal`
    : `${moved}, begunMs = :now, begunSeal = :seal`;
}

function untoldItem(planId: string, begunMs: number): Record<string, AttributeValue> {
  const { at = '' } = beginningOf(planId, begunMs);
  return { ...untoldKey(planId), begunAt: { S: at } };
}

function beginningIn({ sk, begunAt }: Record<string, AttributeValue>): readonly Beginning[] {
  const planId = sk?.S;
  if (planId === undefined) return [];
  return [{ planId, ...(begunAt?.S !== undefined && { at: begunAt.S }) }];
}

function itemOf({
  status,
  changedMs,
  begunMs: _,
  begunSeal: __,
  ...fixed
}: ResponsePlan): Record<string, AttributeValue> {
  return {
    ...planKey(fixed.id),
    plan: { S: JSON.stringify(fixed) },
    status: { S: status },
    changedMs: { N: String(changedMs) },
  };
}

function planOf(item: Record<string, AttributeValue>): ResponsePlan | undefined {
  const { plan: text, status, changedMs, begunMs, begunSeal } = item;
  const fixed = parseStored(text?.S, isPlan);
  const now = status?.S;
  const sinceMs = Number(changedMs?.N);
  if (fixed === undefined || !isPlanStatus(now) || !Number.isFinite(sinceMs)) return undefined;
  return {
    ...fixed,
    status: now,
    changedMs: sinceMs,
    ...(begunMs?.N !== undefined && { begunMs: Number(begunMs.N) }),
    ...(begunSeal?.S !== undefined && { begunSeal: begunSeal.S }),
  };
}
