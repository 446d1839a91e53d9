import { ConditionalCheckFailedException, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDynamoAlertLedger } from '#shared/aws/dynamo-alert-ledger.ts';
import { AlertLedgerError, claimMs } from '#shared/ports/alert-ledger.ts';
import { startMs } from '../../contract/contract-helpers.ts';
import { mockTable, refusals, serviceError } from './dynamo-helpers.ts';

const { dynamo, table } = mockTable();
const ledger = createDynamoAlertLedger(table);
const expiry = { N: String(startMs / 1000 + 90 * 86_400) };

beforeEach(() => dynamo.reset());

describe('an error', () => {
  it.each([
    ['claim', () => ledger.claim('a')],
    ['confirm', () => ledger.confirm('a')],
  ])('of %s is of the port, with its cause', async (_, call) => {
    const cause = serviceError('ThrottlingException');
    dynamo.rejects(cause);
    const thrown: unknown = await call().catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(AlertLedgerError);
    expect(thrown).toMatchObject({ message: expect.stringMatching(/^state did not .+: throttled/), cause });
  });

  it.each(refusals)('says what to do: %s', async (cause, told) => {
    dynamo.on(PutItemCommand).rejects(cause);
    await expect(ledger.claim('a')).rejects.toThrow(told);
  });
});

it('claims by one call, and confirms by another', async () => {
  dynamo.resolves({});
  await ledger.claim('a', 's3');
  await ledger.confirm('a');
  const [claim, confirmation, ...others] = dynamo.calls();
  expect(others).toEqual([]);
  expect(claim?.args[0]).toBeInstanceOf(PutItemCommand);
  expect(claim?.args[0].input).toMatchObject({
    TableName: 'state',
    Item: {
      pk: { S: 'alert#a' },
      sk: { S: 'alert' },
      foundVia: { S: 's3' },
      heldUntilMs: { N: String(startMs + claimMs) },
      expiresAt: expiry,
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  expect(confirmation?.args[0]).toBeInstanceOf(UpdateItemCommand);
  expect(confirmation?.args[0].input).toMatchObject({ ExpressionAttributeValues: { ':expiry': expiry } });
});

it.each([
  { what: 'a claim', item: { heldUntilMs: { N: '1' } }, expected: { state: 'held' } },
  { what: 'a delivery', item: { pk: { S: 'a' } }, expected: { state: 'delivered' } },
  {
    what: 'a delivery that says its way',
    item: { foundVia: { S: 'eventbridge' } },
    expected: { state: 'delivered', foundVia: 'eventbridge' },
  },
  { what: 'a delivery by a way unknown here', item: { foundVia: { S: 'pigeon' } }, expected: { state: 'delivered' } },
  { what: 'something that is not shown', item: undefined, expected: { state: 'held' } },
])('finds $what in the way: $expected.state', async ({ item, expected }) => {
  const refusal = new ConditionalCheckFailedException({ $metadata: {}, message: 'no', ...(item && { Item: item }) });
  dynamo.on(PutItemCommand).rejects(refusal);
  expect(await ledger.claim('a')).toEqual(expected);
});
