import {
  type AttributeValue,
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import pMap from 'p-map';
import { busyEntries, maxEntriesCounted, maxEntriesRead } from '#shared/model/window-limits.ts';
import {
  type CorrelationEntry,
  type CorrelationGroup,
  type CorrelationStore,
  CorrelationStoreError,
  type TimeSpan,
} from '#shared/ports/correlation-store.ts';
import { queryPages } from './query-pages.ts';
import { entrySortKey, entrySortKeysOf, episodesSortKey, groupPartition } from './state-keys.ts';
import { expiryAt, stateRetentionMs } from './state-retention.ts';
import { createAttempt, type StateTable } from './state-table.ts';
import { isEntry, isEpisodeList, parseStored, unreadableHint } from './stored-json.ts';

/** A correlation store in DynamoDB: one partition a group.
 *
 * What a call costs, in write units of 1 kB and read units of 4 kB: an added entry its size (one or two units); reading, one unit for
 * 4 kB of entries, 500 for 2,000 of 1 kB; counting, half of that; the episodes, one unit for 4 kB to read and one for 1 kB to write,
 * also when they are not replaced.
 *
 * `writeEpisodes` may answer `false` though it replaced them: when the answer to its first try is lost, the SDK's second try finds
 * them replaced. Who then reads them again finds what it wrote.
 * @see Amazon DynamoDB developer guide, "DynamoDB read and write operations" */
export function createDynamoCorrelationStore({ client, tableName, now = Date.now }: StateTable): CorrelationStore {
  const attempt = createAttempt(tableName, CorrelationStoreError);
  const expiryOf = ({ timespanMs }: CorrelationGroup): AttributeValue.NMember =>
    expiryAt(now() + timespanMs + stateRetentionMs);
  const unreadable = (what: string, pk: string): CorrelationStoreError =>
    new CorrelationStoreError(`${tableName}: ${what} in ${pk}: ${unreadableHint}`);

  const addEntry = (pk: string, entry: CorrelationEntry, expiresAt: AttributeValue.NMember): Promise<unknown> => {
    const item = { pk: { S: pk }, sk: { S: entrySortKey(entry) }, entry: { S: JSON.stringify(entry) }, expiresAt };
    return attempt('take an entry', () => client.send(new PutItemCommand({ TableName: tableName, Item: item })));
  };

  const querySpan = (group: CorrelationGroup, span: TimeSpan): QueryCommandInput => {
    const { from, to } = entrySortKeysOf(span);
    return {
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': { S: groupPartition(group) }, ':from': { S: from }, ':to': { S: to } },
    };
  };

  return {
    async addEntries(group, entries) {
      const pk = groupPartition(group);
      const expiresAt = expiryOf(group);
      await pMap(entries, (entry) => addEntry(pk, entry, expiresAt), { concurrency: putConcurrency });
    },

    async readEntries(group, span) {
      if (isEmpty(span)) return { entries: [], isCut: false, isBusy: false };
      const newestFirst: CorrelationEntry[] = [];
      const query = { ...querySpan(group, span), ConsistentRead: true, ScanIndexForward: false };
      for await (const page of queryPages({ client, attempt }, query, maxEntriesRead + 1)) {
        for (const { entry: text } of page.Items ?? []) {
          const entry = parseStored(text?.S, isEntry);
          if (entry === undefined) throw unreadable('an entry', groupPartition(group));
          newestFirst.push(entry);
        }
      }
      return {
        entries: newestFirst.slice(0, maxEntriesRead),
        isCut: newestFirst.length > maxEntriesRead,
        isBusy: newestFirst.length >= busyEntries,
      };
    },

    async countEntries(group, span) {
      if (isEmpty(span)) return 0;
      let count = 0;
      // Not consistent: half the price, and what it counts goes on growing anyway.
      const query: QueryCommandInput = { ...querySpan(group, span), Select: 'COUNT' };
      for await (const page of queryPages({ client, attempt }, query, maxEntriesCounted)) count += page.Count ?? 0;
      return count;
    },

    async readEpisodes(group) {
      const pk = groupPartition(group);
      const key = { pk: { S: pk }, sk: { S: episodesSortKey } };
      const command = new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true });
      const { Item: item } = await attempt('read the episodes', () => client.send(command));
      if (item === undefined) return { version: 0, episodes: [] };
      const version = Number(item.version?.N);
      const episodes = parseStored(item.episodes?.S, isEpisodeList);
      if (episodes === undefined || !Number.isInteger(version)) throw unreadable('the episodes', pk);
      const busyUntilMs = item.busyUntilMs?.N;
      return { version, episodes, ...(busyUntilMs !== undefined && { busyUntilMs: Number(busyUntilMs) }) };
    },

    writeEpisodes(group, { version, episodes, busyUntilMs }) {
      const command = new PutItemCommand({
        TableName: tableName,
        Item: {
          pk: { S: groupPartition(group) },
          sk: { S: episodesSortKey },
          version: { N: String(version + 1) },
          episodes: { S: JSON.stringify(episodes) },
          ...(busyUntilMs !== undefined && { busyUntilMs: { N: String(busyUntilMs) } }),
          expiresAt: expiryOf(group),
        },
        ...ifStill(version),
      });
      return attempt('take the episodes', async () => {
        try {
          await client.send(command);
          return true;
        } catch (error) {
          if (error instanceof ConditionalCheckFailedException) return false;
          throw error;
        }
      });
    },
  };
}

/** Entries written at once: at some five milliseconds each they are the 1,000 writes a second that a partition takes, and all of one
 * call go to one. Each is a call of its own, so that the SDK tries it again when it is throttled; batches would be no cheaper, and
 * hand back what was throttled. */
const putConcurrency = 5;

function ifStill(version: number): Pick<PutItemCommandInput, 'ConditionExpression' | 'ExpressionAttributeValues'> {
  if (version === 0) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return { ConditionExpression: 'version = :read', ExpressionAttributeValues: { ':read': { N: String(version) } } };
}

/** DynamoDB refuses a range that ends before it begins. */
function isEmpty({ fromMs, toMs }: TimeSpan): boolean {
  return fromMs > toMs;
}
