import { DeleteItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDynamoAgenda } from '#shared/aws/dynamo-agenda.ts';
import { AgendaError, type Deadline } from '#shared/ports/agenda.ts';
import { deadlineAt, startMs } from '../../contract/contract-helpers.ts';
import { mockTable, refusals, serviceError } from './dynamo-helpers.ts';

const { dynamo, table } = mockTable();
const agenda = createDynamoAgenda(table);
const next = { pk: { S: 'agenda' }, sk: { S: 'a' } };
const itemOf = (deadline: Deadline): Record<string, { readonly S: string }> => ({
  deadline: { S: JSON.stringify(deadline) },
  noting: { S: 'n' },
});
const foreign = { sk: { S: 'foreign' }, deadline: { S: '{"dueMs":"soon"}' }, noting: { S: 'n' } };

beforeEach(() => dynamo.reset());

describe('an error', () => {
  it.each([
    ['note', () => agenda.note(deadlineAt(0))],
    ['due', () => agenda.due(startMs)],
    ['strike', () => agenda.strike(deadlineAt(0))],
  ])('of %s is of the port, with its cause', async (_, call) => {
    const cause = serviceError('ThrottlingException');
    dynamo.rejects(cause);
    const thrown: unknown = await call().catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(AgendaError);
    expect(thrown).toMatchObject({ message: expect.stringMatching(/^state did not .+: throttled/), cause });
  });

  it.each(refusals)('says what to do: %s', async (cause, told) => {
    dynamo.on(PutItemCommand).rejects(cause);
    await expect(agenda.note(deadlineAt(0))).rejects.toThrow(told);
  });
});

describe('what is due', () => {
  it('is asked for as it is now, a thousand at a time', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [itemOf(deadlineAt(0))], Count: 1, LastEvaluatedKey: next });
    expect(await agenda.due(startMs)).toEqual([{ ...deadlineAt(0), noting: 'n' }]);
    expect(dynamo.commandCalls(QueryCommand).map(({ args: [{ input }] }) => input)).toMatchObject([
      { ConsistentRead: true, Limit: 1000 },
    ]);
  });

  it('is not held up by what another version wrote', async () => {
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: [foreign, foreign], Count: 2, LastEvaluatedKey: next })
      .resolvesOnce({ Items: [foreign, itemOf(deadlineAt(0))], Count: 2 });
    expect(await agenda.due(startMs)).toMatchObject([deadlineAt(0)]);
  });

  it.each([
    ['another shape', foreign],
    ['no JSON', { ...foreign, deadline: { S: '' } }],
    ['no deadline', { sk: { S: 'foreign' } }],
    [
      'a group without values',
      { ...foreign, deadline: { S: '{"dueMs":1,"group":{"correlationId":"a","timespanMs":1}}' } },
    ],
  ])('is an error when nothing else is there: %s', async (_, item) => {
    dynamo.on(QueryCommand).resolves({ Items: [item, item], Count: 2 });
    const due = agenda.due(startMs);
    await expect(due).rejects.toThrow(AgendaError);
    await expect(due).rejects.toThrow(/^state: 2 deadlines in agenda, first foreign: not as this version/);
  });
});

describe('a deadline', () => {
  it.each([
    ['its time, when that is to come', 60_000, 60_000],
    ['now, when it is long past', -60_000, 0],
  ])('expires fifteen days after %s', async (_, offsetMs, fromMs) => {
    dynamo.on(PutItemCommand).resolves({});
    await agenda.note(deadlineAt(offsetMs));
    const item = dynamo.commandCalls(PutItemCommand)[0]?.args[0].input.Item;
    expect(item?.expiresAt).toEqual({ N: String((startMs + fromMs) / 1000 + 15 * 86_400) });
  });

  it('is struck out by one call, which spares a later noting', async () => {
    dynamo.on(DeleteItemCommand).resolves({});
    await agenda.strike({ ...deadlineAt(0), noting: 'n' });
    expect(dynamo.commandCalls(DeleteItemCommand).map(({ args: [{ input }] }) => input)).toMatchObject([
      { ConditionExpression: 'noting = :noting', ExpressionAttributeValues: { ':noting': { S: 'n' } } },
    ]);
  });
});
