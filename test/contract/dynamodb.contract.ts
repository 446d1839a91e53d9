import { randomUUID } from 'node:crypto';
import { DescribeTimeToLiveCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { createDynamoAgenda } from '#shared/aws/dynamo-agenda.ts';
import { createDynamoAlertLedger } from '#shared/aws/dynamo-alert-ledger.ts';
import { createDynamoCorrelationStore } from '#shared/aws/dynamo-correlation-store.ts';
import { createDynamoResponseStore } from '#shared/aws/dynamo-response-store.ts';
import type { StateTable } from '#shared/aws/state-table.ts';
import { busyEntries, maxEntriesRead } from '#shared/model/window-limits.ts';
import { CorrelationStoreError } from '#shared/ports/correlation-store.ts';
import { describeAgenda } from './agenda-contract.ts';
import { describeAlertLedger } from './alert-ledger-contract.ts';
import { deadlineAt, entryAt, episodeOf, groupOf, startMs } from './contract-helpers.ts';
import { describeCorrelationStore } from './correlation-store-contract.ts';
import { createTable, deleteTable } from './create-table.ts';
import { describeResponseStore } from './response-store-contract.ts';

describe.each(inject('targets'))('DynamoDB on $name', ({ endpoint }) => {
  const client = new DynamoDBClient({ endpoint, ...(process.env.AWS_ACCESS_KEY_ID === undefined && anyAccount) });
  const tables: string[] = [];

  /** Each test has a table of its own. */
  const newTable = async (
    now: () => number = () => startMs,
    logicalId: 'StateTable' | 'ResponseTable' = 'StateTable',
  ): Promise<StateTable> => {
    const tableName = `trailguard-contract-${randomUUID()}`;
    await createTable(client, tableName, logicalId);
    tables.push(tableName);
    return { client, tableName, now };
  };

  afterEach(async () => {
    for (const tableName of tables.splice(0)) await deleteTable(client, tableName);
  });

  describe('the correlation store', () =>
    describeCorrelationStore(async () => createDynamoCorrelationStore(await newTable()), {
      maxEntriesRead,
      busyEntries,
    }));

  describe('the agenda', () => describeAgenda(async () => createDynamoAgenda(await newTable()), 1100));

  describe('the alert ledger', () => describeAlertLedger(async (now) => createDynamoAlertLedger(await newTable(now))));

  describe('the response store', () =>
    describeResponseStore(async () => createDynamoResponseStore(await newTable(undefined, 'ResponseTable'))));

  describe('the table', () => {
    it('lets all that is written expire, by the attribute that it is told', async () => {
      const table = await newTable();
      const store = createDynamoCorrelationStore(table);
      await store.addEntries(groupOf(), [entryAt(0)]);
      await store.writeEpisodes(groupOf(), { version: 0, episodes: [episodeOf('one')] });
      await createDynamoAgenda(table).note(deadlineAt(0));
      const ledger = createDynamoAlertLedger(table);
      await ledger.claim('claimed');
      await ledger.confirm('confirmed');
      const TableName = table.tableName;
      const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
      const { Items: items = [] } = await client.send(new ScanCommand({ TableName }));
      const attribute = TimeToLiveDescription?.AttributeName ?? '';
      expect(items).toHaveLength(5);
      for (const item of items) expect(Number(item[attribute]?.N)).toBeGreaterThan(startMs / 1000);
    });

    it('takes no entry larger than an item may be, and says so', async () => {
      const store = createDynamoCorrelationStore(await newTable());
      await store.addEntries(groupOf(), [{ ...entryAt(0), values: ['x'.repeat(390_000)] }]);
      const refusal = store.addEntries(groupOf(), [{ ...entryAt(0), values: ['x'.repeat(410_000)] }]);
      await expect(refusal).rejects.toThrow(CorrelationStoreError);
      await expect(refusal).rejects.toThrow(/larger than the 400 KB/);
    });
  });
});

const anyAccount = { region: 'us-east-1', credentials: { accessKeyId: 'any', secretAccessKey: 'any' } };
