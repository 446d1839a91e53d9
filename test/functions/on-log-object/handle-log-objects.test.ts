import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { sdkStreamMixin } from '@smithy/core/serde';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { createS3ObjectReader } from '#shared/aws/s3-object-reader.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { createHandler } from '../../../functions/on-log-object/handle-log-objects.ts';
import { createTestIngest, type TestIngest } from '../support/create-test-ingest.ts';
import { lambdaContext } from '../support/lambda-context.ts';
import { recordOf } from '../support/stop-logging.ts';

const folder = 'AWSLogs/123456789012/CloudTrail/us-east-1/2026/03/02';
const logKey = `${folder}/123456789012_CloudTrail_us-east-1_20260302T1020Z_AbCdEfGh01234567.json.gz`;
const otherLogKey = `${folder}/123456789012_CloudTrail_us-east-1_20260302T1025Z_AbCdEfGh01234567.json.gz`;
const digestKey = logKey.replace('/CloudTrail/', '/CloudTrail-Digest/').replace('_CloudTrail_', '_CloudTrail-Digest_');

const stopLogging = recordOf('StopLogging', 'e1');
const logObject = gzipSync(JSON.stringify({ Records: [recordOf('DescribeTrails', 'e0'), stopLogging] }));

describe('an object of records', () => {
  test('is read, and what a rule matches is alerted on', async () => {
    const { handle, alertedEventIDs, telemetry } = setUp({ [logKey]: logObject });
    expect(await handle(noticeOf(logKey))).toEqual([]);
    expect(alertedEventIDs()).toEqual([['e1']]);
    expect(telemetry.flushed).toEqual({ RecordsRead: 2, Detections: 1, AlertsPublished: 1, ObjectsRead: 1 });
  });

  test('is read in the version that the notice names', async () => {
    const { handle, asked } = setUp({ [logKey]: logObject });
    await handle(noticeOf(logKey));
    expect(asked()).toEqual([{ Bucket: 'logs', Key: logKey, VersionId: 'v1' }]);
  });

  test('delivered twice is told once', async () => {
    const { handle, alertedEventIDs } = setUp({ [logKey]: logObject });
    await handle(noticeOf(logKey), noticeOf(logKey));
    expect(alertedEventIDs()).toEqual([['e1']]);
  });

  test('whose alert the topic does not take is left to the queue, and told at the next try', async () => {
    const { handle, setTopicUp, waitForNextTry, alertedEventIDs } = setUp({ [logKey]: logObject });
    setTopicUp(false);
    expect(await handle(noticeOf(logKey))).toEqual(['message-0']);
    setTopicUp(true);
    waitForNextTry();
    expect(await handle(noticeOf(logKey))).toEqual([]);
    expect(alertedEventIDs()).toEqual([['e1']]);
  });
});

describe('what is no object of records is set aside', () => {
  test.each([
    { name: 'a digest', key: digestKey },
    { name: "another service's log", key: 'AWSLogs/123456789012/elasticloadbalancing/us-east-1/2026/03/02/a.log.gz' },
    { name: 'a picture', key: 'AWSLogs/photo.png' },
  ])('$name, by its key and unread', async ({ key }) => {
    const { handle, asked, telemetry } = setUp({});
    expect(await handle(noticeOf(key))).toEqual([]);
    expect(asked()).toEqual([]);
    expect(telemetry.flushed).toEqual({ ObjectsSetAside: 1 });
  });

  test('the test message of S3', async () => {
    const { handle, telemetry } = setUp({});
    expect(await handle({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'logs' })).toEqual([]);
    expect(telemetry.lines).toMatchObject([{ message: 'notice set aside', details: { setAside: ['s3-test'] } }]);
  });
});

describe('an object that is not in the place of the logs is left to the queue, unread', () => {
  test.each([
    { name: 'in another bucket', bucket: 'others', key: logKey },
    { name: 'elsewhere in the log bucket', bucket: 'logs', key: `copy/${logKey}` },
    { name: 'above the folder of the logs', bucket: 'logs', key: logKey.replace('AWSLogs/', '') },
  ])('$name', async ({ bucket, key }) => {
    const { handle, asked, telemetry, alertedEventIDs } = setUp({ [key]: logObject });
    expect(await handle({ s3Bucket: bucket, s3ObjectKey: [key] })).toEqual(['message-0']);
    expect(asked()).toEqual([]);
    expect(alertedEventIDs()).toEqual([]);
    expect(telemetry.flushed).toEqual({ ObjectsFailed: 1 });
  });
});

describe('an object that cannot be read is left to the queue', () => {
  test('missing', async () => {
    const { handle, telemetry } = setUp({});
    expect(await handle(noticeOf(logKey))).toEqual(['message-0']);
    expect(telemetry.flushed).toEqual({ ObjectsFailed: 1 });
  });

  test('cut off: what comes before the cut is alerted on', async () => {
    const records = [
      stopLogging,
      ...Array.from({ length: 2000 }, (_, index) => recordOf('DescribeTrails', `d${index}`)),
    ];
    const whole = gzipSync(JSON.stringify({ Records: records }));
    const { handle, alertedEventIDs, telemetry } = setUp({ [logKey]: whole.subarray(0, whole.length / 2) });
    expect(await handle(noticeOf(logKey))).toEqual(['message-0']);
    expect(alertedEventIDs()).toEqual([['e1']]);
    expect(telemetry.flushed).toMatchObject({ ReadProblems: 1, ObjectsRead: 1, ObjectsFailed: 1 });
  });

  test('not JSON', async () => {
    const { handle, telemetry } = setUp({ [logKey]: Buffer.from('version account-id interface-id\n') });
    expect(await handle(noticeOf(logKey))).toEqual(['message-0']);
    expect(telemetry.flushed).toEqual({ ReadProblems: 1, ObjectsRead: 1, ObjectsFailed: 1 });
  });

  test('one record of many', async () => {
    const object = Buffer.from(JSON.stringify({ Records: [null, stopLogging] }));
    const { handle, alertedEventIDs } = setUp({ [logKey]: object });
    expect(await handle(noticeOf(logKey))).toEqual(['message-0']);
    expect(alertedEventIDs()).toEqual([['e1']]);
  });
});

describe('a batch', () => {
  test('names the messages that failed, and no others', async () => {
    const { handle, alertedEventIDs } = setUp({ [otherLogKey]: logObject });
    expect(await handle(noticeOf(logKey), noticeOf(otherLogKey), noticeOf(digestKey))).toEqual(['message-0']);
    expect(alertedEventIDs()).toEqual([['e1']]);
  });

  test('reads every object of a message, also after one that failed', async () => {
    const { handle, alertedEventIDs } = setUp({ [otherLogKey]: logObject });
    const notice = { s3Bucket: 'logs', s3ObjectKey: [logKey, otherLogKey] };
    expect(await handle(notice)).toEqual(['message-0']);
    expect(alertedEventIDs()).toEqual([['e1']]);
  });

  test.each<{ name: string; body: Json }>([
    { name: 'text that is not JSON', body: 'oops' },
    { name: 'JSON that names no object', body: { hello: 'world' } },
  ])('leaves a notice that cannot be read to the queue: $name', async ({ body }) => {
    const { handle, telemetry } = setUp({});
    expect(await handle(body)).toEqual(['message-0']);
    expect(telemetry.flushed).toEqual({ ReadProblems: 1 });
  });
});

test('a problem all through is logged twenty times, and counted in full', async () => {
  const object = Buffer.from(JSON.stringify({ Records: Array.from({ length: 50 }, () => null) }));
  const { handle, telemetry } = setUp({ [logKey]: object });
  await handle(noticeOf(logKey));
  expect(telemetry.lines.filter(({ message }) => message === 'not read')).toHaveLength(20);
  expect(telemetry.lines).toContainEqual({
    level: 'warn',
    message: 'more problems than are logged',
    details: { problems: 50, logged: 20 },
  });
  expect(telemetry.flushed).toMatchObject({ ReadProblems: 50 });
});

interface SetUp extends Omit<TestIngest, 'ingest'> {
  /** Handle one batch with these bodies.
   * @returns the ids of the messages that are left to the queue */
  handle(...bodies: readonly Json[]): Promise<readonly string[]>;
  /** What S3 was asked for. */
  asked(): readonly object[];
}

function setUp(objects: Readonly<Record<string, Uint8Array>>): SetUp {
  const client = new S3Client({ region: 'us-east-1' });
  const s3 = mockClient(client);
  s3.on(GetObjectCommand).rejects(Object.assign(new Error('no such key'), { name: 'NoSuchKey' }));
  for (const [Key, bytes] of Object.entries(objects)) {
    s3.on(GetObjectCommand, { Key }).callsFake(() => ({ Body: sdkStreamMixin(Readable.from([bytes])) }));
  }
  const { ingest, ...rest } = createTestIngest();
  const handler = createHandler({
    ingest,
    telemetry: rest.telemetry,
    reader: createS3ObjectReader(client),
    logs: { bucket: 'logs', prefix: 'AWSLogs/' },
  });
  return {
    ...rest,
    handle: async (...bodies) => failedIn(await handler({ Records: bodies.map(messageOf) }, lambdaContext)),
    asked: () => s3.commandCalls(GetObjectCommand).map((call) => call.args[0].input),
  };
}

function failedIn(response: SQSBatchResponse): readonly string[] {
  return response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

function messageOf(body: Json, index: number): SQSRecord {
  return {
    messageId: `message-${index}`,
    receiptHandle: 'receipt',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1772446800000',
      SenderId: 'AIDAEXAMPLE',
      ApproximateFirstReceiveTimestamp: '1772446800000',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:log-objects',
    awsRegion: 'us-east-1',
  };
}

function noticeOf(key: string): JsonObject {
  return {
    version: '0',
    id: 'ev-1',
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: '123456789012',
    time: '2026-03-02T10:20:00Z',
    region: 'us-east-1',
    resources: ['arn:aws:s3:::logs'],
    detail: {
      version: '0',
      bucket: { name: 'logs' },
      object: { key, size: 100, 'version-id': 'v1' },
      reason: 'PutObject',
    },
  };
}
