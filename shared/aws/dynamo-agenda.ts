import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DeleteItemCommandInput,
  PutItemCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { type Agenda, AgendaError, type Deadline } from '#shared/ports/agenda.ts';
import { queryPages } from './query-pages.ts';
import { agendaPartition, deadlineSortKey, lastDeadlineSortKeyAt } from './state-keys.ts';
import { expiryAt, stateRetentionMs } from './state-retention.ts';
import { createAttempt, type StateTable } from './state-table.ts';
import { isDeadline, parseStored, unreadableHint } from './stored-json.ts';

/** An agenda in DynamoDB: one partition, by time.
 *
 * A partition takes 1,000 writes a second: 500 deadlines, for each is noted and struck. Noting and striking cost a write unit
 * each, asking what is due a read unit for 4 kB, and one when nothing is.
 *
 * A due deadline that cannot be read holds up no other: it is an error only once nothing else is due.
 * @see Amazon DynamoDB developer guide, "DynamoDB burst and adaptive capacity" */
export function createDynamoAgenda({ client, tableName, now = Date.now }: StateTable): Agenda {
  const attempt = createAttempt(tableName, AgendaError);
  return {
    async note(deadline) {
      const item = {
        ...keyOf(deadline),
        deadline: { S: JSON.stringify(deadline) },
        noting: { S: randomUUID() },
        expiresAt: expiryAt(Math.max(deadline.dueMs, now()) + stateRetentionMs),
      };
      const command = new PutItemCommand({ TableName: tableName, Item: item });
      await attempt('take a deadline', () => client.send(command));
    },

    async due(nowMs) {
      const unreadable: (string | undefined)[] = [];
      const query: QueryCommandInput = {
        TableName: tableName,
        KeyConditionExpression: 'pk = :agenda AND sk <= :now',
        ExpressionAttributeValues: { ':agenda': { S: agendaPartition }, ':now': { S: lastDeadlineSortKeyAt(nowMs) } },
        ConsistentRead: true,
        Limit: maxDeadlinesAtOnce,
      };
      for await (const page of queryPages({ client, attempt }, query, Number.MAX_SAFE_INTEGER)) {
        const deadlines: Deadline[] = [];
        for (const { deadline: text, noting, sk } of page.Items ?? []) {
          const deadline = parseStored(text?.S, isDeadline);
          if (deadline === undefined || noting?.S === undefined) unreadable.push(sk?.S);
          else deadlines.push({ ...deadline, noting: noting.S });
        }
        if (deadlines.length > 0) return deadlines;
      }
      if (unreadable.length === 0) return [];
      throw new AgendaError(
        `${tableName}: ${unreadable.length} deadlines in ${agendaPartition}, first ${unreadable[0]}: ${unreadableHint}`,
      );
    },

    async strike(deadline) {
      const command = new DeleteItemCommand({
        TableName: tableName,
        Key: keyOf(deadline),
        ...ifStill(deadline.noting),
      });
      await attempt('strike out a deadline', async () => {
        try {
          await client.send(command);
        } catch (error) {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
        }
      });
    },
  };
}

/** Deadlines of one answer: more than are looked at within a minute, so that those which fail do not hide the others. */
const maxDeadlinesAtOnce = 1000;

function ifStill(
  noting: string | undefined,
): Pick<DeleteItemCommandInput, 'ConditionExpression' | 'ExpressionAttributeValues'> {
  if (noting === undefined) return {};
  return { ConditionExpression: 'noting = :noting', ExpressionAttributeValues: { ':noting': { S: noting } } };
}

function keyOf(deadline: Deadline): { readonly pk: { readonly S: string }; readonly sk: { readonly S: string } } {
  return { pk: { S: agendaPartition }, sk: { S: deadlineSortKey(deadline) } };
}
