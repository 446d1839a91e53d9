import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRules } from '#cli/rules/load-rules.ts';
import { createS3ObjectReader } from '#shared/aws/s3-object-reader.ts';
import { createSnsPublisher } from '#shared/aws/sns-publisher.ts';
import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import type { FoundVia } from '#shared/model/alert.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { createPipeline } from '#shared/pipeline.ts';
import { createHandler as createEventHandler } from '../../functions/on-cloudtrail-event/handle-event.ts';
import { createHandler as createLogObjectHandler } from '../../functions/on-log-object/handle-log-objects.ts';
import { createIngest, type Ingest } from '../../functions/runtime/create-ingest.ts';
import { runCli } from '../cli/run-cli.ts';
import { lambdaContext } from '../functions/support/lambda-context.ts';
import { createMemoryTelemetry } from '../functions/support/memory-telemetry.ts';
import { recordFields } from '../shared/record-helpers.ts';

// The promise of the project: the same records give byte-identical alerts, through whichever door and in whatever form; but for
// `foundVia`, which says which door that was.

const records: readonly JsonObject[] = [
  recordFields({
    eventID: 'e0000000-0000-4000-8000-000000000001',
    eventTime: '2026-03-05T23:20:58Z',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    requestParameters: { name: 'ops-trail' },
  }),
  recordFields({
    eventID: 'e0000000-0000-4000-8000-000000000002',
    eventTime: '2026-03-05T23:31:56Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'PutBucketPolicy',
    requestParameters: {
      bucketName: 'example-exports',
      bucketPolicy: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::example-exports/*' },
        ],
      },
    },
  }),
  recordFields({
    eventID: 'e0000000-0000-4000-8000-000000000003',
    eventTime: '2026-03-06T02:05:11Z',
    requestParameters: {
      instancesSet: { items: Array.from({ length: 50 }, (_, number) => ({ instanceId: `i-0${number}` })) },
    },
  }),
  recordFields({
    eventID: 'e0000000-0000-4000-8000-000000000004',
    eventTime: '2026-03-06T07:24:46Z',
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    awsRegion: 'us-east-1',
    eventType: 'AwsConsoleSignIn',
    userIdentity: { type: 'Root', arn: 'arn:aws:iam::123456789012:root', accountId: '123456789012' },
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'No', MobileVersion: 'No' },
    userAgent: 'Mozilla/5.0 (ünïcödé)',
  }),
  recordFields({ eventID: 'e0000000-0000-4000-8000-000000000005', eventName: 'DescribeInstances', readOnly: true }),
];

const asEvent = (record: JsonObject): JsonObject => ({
  version: '0',
  id: 'aaaaaaaa-0000-4000-8000-000000000000',
  'detail-type':
    record['eventType'] === 'AwsConsoleSignIn' ? 'AWS Console Sign In via CloudTrail' : 'AWS API Call via CloudTrail',
  source: `aws.${String(record['eventSource']).split('.')[0]}`,
  account: '123456789012',
  time: '2026-03-06T07:30:00Z',
  region: 'eu-central-1',
  resources: [],
  detail: record,
});

const asLine = (value: unknown): string => `${JSON.stringify(value)}\n`;

const subscription = {
  messageType: 'DATA_MESSAGE',
  owner: '123456789012',
  logGroup: 'trail',
  logStream: '123456789012_CloudTrail_eu-central-1',
  subscriptionFilters: ['all'],
  logEvents: records.map((record, number) => ({ id: `${number}`, timestamp: 0, message: JSON.stringify(record) })),
};

const logObject = JSON.stringify({ Records: records });

const forms: Readonly<Record<string, string | Uint8Array>> = {
  'log object': logObject,
  'log object, gzip': gzipSync(logObject),
  'log object, delivered twice': gzipSync(logObject + logObject),
  'log object, the other way round': JSON.stringify({ Records: [...records].reverse() }),
  'list of records': JSON.stringify(records, null, 2),
  'JSON lines': records.map(asLine).join(''),
  'bare records, one after the other': records.map((record) => JSON.stringify(record, null, 1)).join(' '),
  'EventBridge events': records.map(asEvent).map(asLine).join(''),
  'CloudWatch Logs subscription': JSON.stringify(subscription),
  'CloudWatch Logs subscription, as Lambda gets it': JSON.stringify({
    awslogs: { data: gzipSync(JSON.stringify(subscription)).toString('base64') },
  }),
  'LookupEvents output': JSON.stringify({
    Events: records.map((record) => ({ EventId: record['eventID'], CloudTrailEvent: JSON.stringify(record) })),
  }),
};

const pack = loadRules({ builtin: 'rules', paths: [] });

/** A Lambda's insides over simulated SNS; each alert as machines get it. */
function connectTo(
  sent: string[],
  foundVia: FoundVia,
): {
  readonly ingest: Ingest;
  readonly telemetry: ReturnType<typeof createMemoryTelemetry>;
} {
  const client = new SNSClient({ region: 'eu-central-1' });
  mockClient(client)
    .on(PublishCommand)
    .callsFake((input: { readonly Message: string }) => {
      sent.push(JSON.parse(input.Message).default.replace(`"foundVia":"${foundVia}",`, ''));
      return { MessageId: 'm' };
    });
  const telemetry = createMemoryTelemetry();
  const ports = {
    store: createMemoryCorrelationStore(),
    agenda: createMemoryAgenda(),
    ledger: createMemoryAlertLedger(),
    now: Date.now,
    foundVia,
    publisher: createSnsPublisher(client, 'arn:aws:sns:eu-central-1:123456789012:alerts', { sign: async () => 'seal' }),
  };
  return { ingest: createIngest({ pipeline: createPipeline(pack), ports, telemetry }), telemetry };
}

let folder = '';
let reference: readonly string[] = [];

const scan = async (name: string, content: string | Uint8Array): Promise<readonly string[]> => {
  const file = join(folder, name);
  writeFileSync(file, content);
  const run = await runCli(['scan', file, '--format', 'ndjson', '--jobs', '1']);
  expect(run.exitCode).toBe(0);
  return run.stdout
    .split('\n')
    .filter((line) => line !== '')
    .sort();
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-doors-'));
  reference = await scan('reference.json', logObject);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the same records', () => {
  it('raise the alerts that they should', () => {
    expect(reference.map((alert) => JSON.parse(alert).title).sort()).toEqual([
      'CloudTrail logging stopped',
      'Data destroyed after a guard was switched off',
      'Mass termination of EC2 instances',
      'Root user signed in to the console',
      'S3 bucket made public by policy',
    ]);
  });

  it.each(Object.keys(forms))('give the same bytes to the command line as %s', async (form) => {
    expect(await scan('form.json', forms[form] ?? '')).toEqual(reference);
  });

  it('give the same bytes through EventBridge, one at a time, twice', async () => {
    const sent: string[] = [];
    const handler = createEventHandler(connectTo(sent, 'eventbridge'));
    for (const record of [...records, ...records]) await handler(asEvent(record), lambdaContext);
    expect(sent.sort()).toEqual(reference);
  });

  it('give the same bytes as log objects in S3, split and repeated', async () => {
    const s3 = new S3Client({ region: 'eu-central-1' });
    const objects = new Map(
      [records.slice(0, 2), records.slice(1), records].map((part, number) => [
        `AWSLogs/123456789012/CloudTrail/eu-central-1/2026/03/06/123456789012_CloudTrail_eu-central-1_20260306T0000Z_AAAAAAAAAAAAAA0${number}.json.gz`,
        gzipSync(JSON.stringify({ Records: part })),
      ]),
    );
    mockClient(s3)
      .on(GetObjectCommand)
      .callsFake((input: { readonly Key: string }) => ({ Body: Readable.from([objects.get(input.Key)]) }));
    const sent: string[] = [];
    const handler = createLogObjectHandler({
      ...connectTo(sent, 's3'),
      reader: createS3ObjectReader(s3),
      logs: { bucket: 'example-logs', prefix: 'AWSLogs/' },
    });
    const reply = await handler(
      {
        Records: [...objects.keys()].map((key, number) => ({
          messageId: `message-${number}`,
          receiptHandle: 'handle',
          body: JSON.stringify({
            version: '0',
            source: 'aws.s3',
            'detail-type': 'Object Created',
            detail: { bucket: { name: 'example-logs' }, object: { key } },
          }),
          attributes: {
            ApproximateReceiveCount: '1',
            SentTimestamp: '0',
            SenderId: 'sender',
            ApproximateFirstReceiveTimestamp: '0',
          },
          messageAttributes: {},
          md5OfBody: '',
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:eu-central-1:123456789012:log-objects',
          awsRegion: 'eu-central-1',
        })),
      },
      lambdaContext,
    );
    expect(reply).toEqual({ batchItemFailures: [] });
    expect(sent.sort()).toEqual(reference);
  });
});
