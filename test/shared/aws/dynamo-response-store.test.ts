import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDynamoResponseStore } from '#shared/aws/dynamo-response-store.ts';
import { beginningOf, ResponseStoreError } from '#shared/ports/response-store.ts';
import { startMs } from '../../contract/contract-helpers.ts';
import { planOf } from '../../contract/response-store-contract.ts';
import { mockTable, refusals, serviceError } from './dynamo-helpers.ts';

const { dynamo, table } = mockTable();
const store = createDynamoResponseStore(table);
const plan = planOf('one');
const { status, changedMs, ...fixed } = plan;
const item = { plan: { S: JSON.stringify(fixed) }, status: { S: status }, changedMs: { N: String(changedMs) } };

beforeEach(() => dynamo.reset());

describe('an error', () => {
  it.each([
    ['keep', () => store.keep(plan)],
    ['read', () => store.read('one')],
    ['move', () => store.move(plan, 'applying', startMs)],
    ['recent', () => store.recent(plan.resource, 0)],
    ['untold', () => store.untold()],
    ['noteTold', () => store.noteTold(beginningOf('one', startMs))],
  ])('of %s is of the port, with its cause', async (_, call) => {
    const cause = serviceError('ThrottlingException');
    dynamo.rejects(cause);
    const thrown: unknown = await call().catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(ResponseStoreError);
    expect(thrown).toMatchObject({ message: expect.stringMatching(/^state did not .+: throttled/), cause });
  });

  it.each(refusals)('says what to do: %s', async (cause, told) => {
    dynamo.on(GetItemCommand).rejects(cause);
    await expect(store.read('one')).rejects.toThrow(told);
  });
});

it('keeps a plan and what its resource finds it by in one write, or neither', async () => {
  dynamo.on(TransactWriteItemsCommand).resolves({});
  expect(await store.keep(plan)).toBe(plan);
  const [call, ...others] = dynamo.calls();
  expect(others).toEqual([]);
  expect(call?.args[0].input).toMatchObject({
    TransactItems: [
      {
        Put: {
          Item: { pk: { S: 'plan#one' }, sk: { S: 'plan' }, ...item },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      { Put: { Item: { pk: { S: expect.stringMatching(/^resource#/) }, planId: { S: 'one' } } } },
    ],
  });
});

describe('a write that was cancelled', () => {
  const cancelled = new TransactionCanceledException({ $metadata: {}, message: 'no' });

  it('because the plan is there gives that plan', async () => {
    dynamo.on(TransactWriteItemsCommand).rejects(cancelled);
    dynamo.on(GetItemCommand).resolves({ Item: { ...item, status: { S: 'applied' }, changedMs: { N: '7' } } });
    expect(await store.keep(plan)).toEqual({ ...plan, status: 'applied', changedMs: 7 });
  });

  it('though the plan is not there is an error: the caller tries again', async () => {
    dynamo.on(TransactWriteItemsCommand).rejects(cancelled);
    dynamo.on(GetItemCommand).resolves({});
    await expect(store.keep(plan)).rejects.toThrow(ResponseStoreError);
  });
});

it('moves a plan on the condition that it is as it was read', async () => {
  dynamo.on(UpdateItemCommand).resolves({});
  expect(await store.move(plan, 'superseded', startMs + 1)).toBe(true);
  expect(dynamo.calls()[0]?.args[0].input).toMatchObject({
    Key: { pk: { S: 'plan#one' }, sk: { S: 'plan' } },
    ConditionExpression: '#status = :read AND changedMs = :readMs',
    ExpressionAttributeValues: { ':read': { S: 'waiting' }, ':readMs': { N: String(startMs) } },
  });
  dynamo.on(UpdateItemCommand).rejects(new ConditionalCheckFailedException({ $metadata: {}, message: 'no' }));
  expect(await store.move(plan, 'superseded', startMs + 1)).toBe(false);
});

it.each(['applying', 'undoing'] as const)('begins (%s) and leaves word of it in one write', async (begun) => {
  dynamo.on(TransactWriteItemsCommand).resolves({});
  expect(await store.move(plan, begun, startMs + 1)).toBe(true);
  const [call, ...others] = dynamo.calls();
  expect(others).toEqual([]);
  expect(call?.args[0].input).toMatchObject({
    TransactItems: [
      { Update: { Key: { pk: { S: 'plan#one' } }, ConditionExpression: '#status = :read AND changedMs = :readMs' } },
      { Put: { Item: { pk: { S: 'untold' }, sk: { S: 'one' }, begunAt: { S: String(startMs + 1) } } } },
    ],
  });
});

it('keeps the seal of a beginning in the same write', async () => {
  dynamo.on(TransactWriteItemsCommand).resolves({});
  await store.move(plan, 'applying', startMs + 1, 'bWFj');
  expect(dynamo.calls()[0]?.args[0].input).toMatchObject({
    TransactItems: [
      {
        Update: {
          UpdateExpression: expect.stringContaining('begunMs = :now, begunSeal = :seal'),
          ExpressionAttributeValues: { ':seal': { S: 'bWFj' } },
        },
      },
      {},
    ],
  });
});

describe('a beginning that was cancelled', () => {
  const cancelledFor = (...codes: readonly string[]): TransactionCanceledException =>
    new TransactionCanceledException({
      $metadata: {},
      message: 'no',
      CancellationReasons: codes.map((Code) => ({ Code })),
    });

  it.each([
    ['the plan is not as it was read', ['ConditionalCheckFailed', 'None']],
    ['another is at it', ['TransactionConflict', 'None']],
    ['another is at the word of it', ['None', 'TransactionConflict']],
  ])('because %s changed nothing', async (_, codes) => {
    dynamo.on(TransactWriteItemsCommand).rejects(cancelledFor(...codes));
    expect(await store.move(plan, 'applying', startMs + 1)).toBe(false);
  });

  it.each([
    ['throttled', ['ThrottlingError', 'None']],
    ['for two reasons', ['ConditionalCheckFailed', 'ThrottlingError']],
    ['for no reason', ['None', 'None']],
    ['without a word', []],
  ])('%s is an error: the caller tries again', async (_, codes) => {
    dynamo.on(TransactWriteItemsCommand).rejects(cancelledFor(...codes));
    await expect(store.move(plan, 'applying', startMs + 1)).rejects.toThrow(ResponseStoreError);
  });
});

it('finds what is yet to be told page by page, consistently', async () => {
  const { pk, sk } = { pk: { S: 'untold' }, sk: { S: 'one' } };
  dynamo
    .on(QueryCommand)
    .resolvesOnce({ Items: [{ pk, sk, begunAt: { S: '7' } }], Count: 1, LastEvaluatedKey: { pk, sk } })
    .resolves({ Items: [{ pk, sk: { S: 'gone' } }], Count: 1 });
  dynamo
    .on(GetItemCommand)
    .resolves({})
    .on(GetItemCommand, { Key: { pk: { S: 'plan#one' }, sk: { S: 'plan' } } })
    .resolves({ Item: item });
  expect(await store.untold()).toEqual([{ planId: 'one', at: '7', plan }, { planId: 'gone' }]);
  for (const call of dynamo.calls()) expect(call.args[0].input).toMatchObject({ ConsistentRead: true });
});

it.each([
  ['of a beginning, if it is still the last', '7', 'begunAt = :at', { ':at': { S: '7' } }],
  [
    'of one that says nothing of itself, if no other has come',
    undefined,
    'NOT attribute_type(begunAt, :text)',
    { ':text': { S: 'S' } },
  ],
])('notes what was told %s', async (_, at, condition, values) => {
  dynamo.on(DeleteItemCommand).resolves({});
  await store.noteTold({ planId: 'one', ...(at !== undefined && { at }) });
  expect(dynamo.calls()[0]?.args[0].input).toMatchObject({
    Key: { pk: { S: 'untold' }, sk: { S: 'one' } },
    ConditionExpression: condition,
    ExpressionAttributeValues: values,
  });
});

it('leaves a later beginning untold', async () => {
  dynamo.on(DeleteItemCommand).rejects(new ConditionalCheckFailedException({ $metadata: {}, message: 'no' }));
  await store.noteTold(beginningOf('one', 7));
});

describe('a plan that cannot be read', () => {
  const junk = { ...item, plan: { S: '{' } };
  const told: string[] = [];
  const heard = createDynamoResponseStore({ ...table, onUnreadable: ({ message }) => void told.push(message) });
  beforeEach(() => {
    told.length = 0;
    dynamo
      .on(GetItemCommand)
      .resolves({ Item: item })
      .on(GetItemCommand, { Key: { pk: { S: 'plan#junk' }, sk: { S: 'plan' } } })
      .resolves({ Item: junk });
  });
  const why = 'state: plan junk: not as this version';

  it('keeps nobody from the others of its resource, and is told', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [{ planId: { S: 'junk' } }, { planId: { S: 'one' } }], Count: 2 });
    expect(await heard.recent(plan.resource, 0)).toEqual([plan]);
    expect(told).toEqual([expect.stringContaining(why)]);
  });

  it('keeps nobody from what else is yet to be told, and is among it', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [{ sk: { S: 'junk' } }, { sk: { S: 'one' } }], Count: 2 });
    expect(await heard.untold()).toEqual([{ planId: 'junk' }, { planId: 'one', plan }]);
    expect(told).toEqual([expect.stringContaining(why)]);
  });

  it('is no plan that was kept before', async () => {
    dynamo.on(TransactWriteItemsCommand).rejects(new TransactionCanceledException({ $metadata: {}, message: 'no' }));
    expect(await heard.keep({ ...plan, id: 'junk' })).toBeUndefined();
    expect(told).toEqual([expect.stringContaining(why)]);
  });
});

it('reads consistently', async () => {
  dynamo.on(QueryCommand).resolves({ Items: [{ planId: { S: 'one' } }], Count: 1 });
  dynamo.on(GetItemCommand).resolves({ Item: item });
  expect(await store.recent(plan.resource, 0)).toEqual([plan]);
  for (const call of dynamo.calls()) expect(call.args[0].input).toMatchObject({ ConsistentRead: true });
});

it.each([
  ['no plan at all', {}],
  ['a plan that is no JSON', { ...item, plan: { S: '{' } }],
  ['a plan of another version', { ...item, plan: { S: JSON.stringify({ ...fixed, version: 2 }) } }],
  ['a plan without a target', { ...item, plan: { S: JSON.stringify({ ...fixed, target: {} }) } }],
  ['a status that is none', { ...item, status: { S: 'toString' } }],
  ['no time', { ...item, changedMs: { S: '1' } }],
])('says what to do about %s', async (_, Item) => {
  dynamo.on(GetItemCommand).resolves({ Item });
  await expect(store.read('one')).rejects.toThrow(/plan one: not as this version of Trailguard writes it/);
});
