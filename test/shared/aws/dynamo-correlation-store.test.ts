import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDynamoCorrelationStore } from '#shared/aws/dynamo-correlation-store.ts';
import { maxEntriesCounted, maxEntriesRead } from '#shared/model/window-limits.ts';
import { CorrelationStoreError } from '#shared/ports/correlation-store.ts';
import { entriesFrom, entryAt, episodeOf, groupOf, startMs } from '../../contract/contract-helpers.ts';
import { mockTable, refusals, serviceError } from './dynamo-helpers.ts';

const { dynamo, table } = mockTable();
const store = createDynamoCorrelationStore(table);
const group = groupOf({ user: 'a' });
const span = { fromMs: startMs, toMs: startMs + 1000 };
const itemOf = (entry: unknown): { readonly entry: { readonly S: string } } => ({
  entry: { S: JSON.stringify(entry) },
});

beforeEach(() => dynamo.reset());

describe('an error', () => {
  const calls = {
    addEntries: () => store.addEntries(group, [entryAt(0)]),
    readEntries: () => store.readEntries(group, span),
    countEntries: () => store.countEntries(group, span),
    readEpisodes: () => store.readEpisodes(group),
    writeEpisodes: () => store.writeEpisodes(group, { version: 3, episodes: [] }),
  };

  it.each(Object.entries(calls))('of %s is of the port, with its cause', async (_, call) => {
    const cause = serviceError('ThrottlingException');
    dynamo.rejects(cause);
    const thrown: unknown = await call().catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(CorrelationStoreError);
    expect(thrown).toMatchObject({ message: expect.stringMatching(/^state did not .+: throttled/), cause });
  });

  it.each(refusals)('says what to do: %s', async (cause, told) => {
    dynamo.on(PutItemCommand).rejects(cause);
    await expect(store.addEntries(group, [entryAt(0)])).rejects.toThrow(told);
  });

  it('with one of many entries is an error of all', async () => {
    dynamo.on(PutItemCommand).resolvesOnce({}).rejectsOnce(serviceError('ThrottlingException')).resolves({});
    await expect(store.addEntries(group, entriesFrom(0, 10))).rejects.toThrow(CorrelationStoreError);
  });
});

describe('what another version wrote is an error that says where it is', () => {
  it.each([
    ['no JSON', { entry: { S: '{' } }],
    ['no entry at all', {}],
    ['another shape', itemOf({ id: 'entry' })],
    ['a member of another type', itemOf({ ...entryAt(0), values: 'a' })],
    ['null', itemOf(null)],
  ])('for an entry: %s', async (_, item) => {
    dynamo.on(QueryCommand).resolves({ Items: [item], Count: 1 });
    const reading = store.readEntries(group, span);
    await expect(reading).rejects.toThrow(CorrelationStoreError);
    await expect(reading).rejects.toThrow(/^state: an entry in group#\S+: not as this version of Trailguard writes it/);
  });

  it.each([
    ['no version', { episodes: { S: '[]' } }],
    ['no episodes', { version: { N: '1' } }],
    ['another shape', { version: { N: '1' }, episodes: { S: '[{"id":"a"}]' } }],
    ['no list', { version: { N: '1' }, episodes: { S: '{}' } }],
  ])('for episodes: %s', async (_, item) => {
    dynamo.on(GetItemCommand).resolves({ Item: item });
    const reading = store.readEpisodes(group);
    await expect(reading).rejects.toThrow(CorrelationStoreError);
    await expect(reading).rejects.toThrow(/^state: the episodes in group#\S+: not as this version/);
  });
});

describe('reading', () => {
  it('goes on where a page ended, asks for no more than is missing, and stops at the bound', async () => {
    const next = { pk: { S: 'group' }, sk: { S: 'entry' } };
    const page = entriesFrom(0, 1500).map(itemOf);
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: page, Count: 1500, LastEvaluatedKey: next })
      .resolvesOnce({ Items: page.slice(0, 501), Count: 501, LastEvaluatedKey: next });
    const { entries, isCut } = await store.readEntries(group, span);
    expect({ read: entries.length, isCut }).toEqual({ read: maxEntriesRead, isCut: true });
    expect(dynamo.commandCalls(QueryCommand).map(({ args: [{ input }] }) => input)).toMatchObject([
      { Limit: 2001, ConsistentRead: true, ScanIndexForward: false },
      { Limit: 501, ConsistentRead: true, ScanIndexForward: false, ExclusiveStartKey: next },
    ]);
  });

  it('goes on after an empty page', async () => {
    const next = { pk: { S: 'group' }, sk: { S: 'entry' } };
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: [], Count: 0, LastEvaluatedKey: next })
      .resolvesOnce({ Items: [itemOf(entryAt(0))], Count: 1 });
    expect(await store.readEntries(group, span)).toEqual({ entries: [entryAt(0)], isCut: false, isBusy: false });
  });

  it('asks for episodes as they are now', async () => {
    dynamo.on(GetItemCommand).resolves({});
    await store.readEpisodes(group);
    expect(dynamo.commandCalls(GetItemCommand)[0]?.args[0].input).toMatchObject({ ConsistentRead: true });
  });

  it('asks nothing of a span that ends before it begins', async () => {
    await store.readEntries(group, { fromMs: 1, toMs: 0 });
    await store.countEntries(group, { fromMs: 1, toMs: 0 });
    expect(dynamo.calls()).toHaveLength(0);
  });
});

describe('counting', () => {
  it('ends at its bound, at half the price of reading', async () => {
    const next = { pk: { S: 'group' }, sk: { S: 'entry' } };
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Count: 99_000, LastEvaluatedKey: next })
      .resolvesOnce({ Count: 1000, LastEvaluatedKey: next });
    expect(await store.countEntries(group, span)).toBe(maxEntriesCounted);
    const inputs = dynamo.commandCalls(QueryCommand).map(({ args: [{ input }] }) => input);
    expect(inputs).toMatchObject([
      { Select: 'COUNT', Limit: 100_000 },
      { Select: 'COUNT', Limit: 1000 },
    ]);
    expect(inputs.map(({ ConsistentRead }) => ConsistentRead)).toEqual([undefined, undefined]);
  });
});

describe('writing', () => {
  it('puts five entries at a time, each by a call of its own', async () => {
    let running = 0;
    let most = 0;
    dynamo.on(PutItemCommand).callsFake(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return {};
    });
    await store.addEntries(group, entriesFrom(0, 23));
    expect({ most, puts: dynamo.commandCalls(PutItemCommand).length }).toEqual({ most: 5, puts: 23 });
  });

  it('lets entries and episodes expire fifteen days after their window has passed', async () => {
    dynamo.on(PutItemCommand).resolves({});
    await store.addEntries(group, [entryAt(-1_000_000)]);
    await store.writeEpisodes(group, { version: 0, episodes: [episodeOf('one')] });
    const expiry = String((startMs + group.timespanMs) / 1000 + 15 * 86_400);
    const items = dynamo.commandCalls(PutItemCommand).map(({ args: [{ input }] }) => input.Item);
    expect(items.map((item) => item?.expiresAt)).toEqual([{ N: expiry }, { N: expiry }]);
  });

  it('keeps keys within what DynamoDB takes', async () => {
    dynamo.on(PutItemCommand).resolves({});
    const long = 'x'.repeat(50_000);
    await store.addEntries(groupOf({ [long]: long }, long), [entryAt(0, { entryId: long })]);
    const item = dynamo.commandCalls(PutItemCommand)[0]?.args[0].input.Item;
    expect(item?.pk?.S).toMatch(/^group#[\w-]{43}$/);
    expect(item?.sk?.S).toMatch(/^entry#\d{17}#[\w-]{43}$/);
  });
});
