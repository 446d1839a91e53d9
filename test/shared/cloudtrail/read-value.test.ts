import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readRecord } from '#shared/cloudtrail/read-record.ts';
import { readValue } from '#shared/cloudtrail/read-value.ts';
import type { Json } from '#shared/model/json.ts';
import { inShort, recordFields } from './read-fixtures.ts';

const record = recordFields();
const text = JSON.stringify(record);
const event = (changes: Record<string, Json> = {}): Json => ({
  version: '0',
  id: 'c0ffee00-0000-4000-8000-00000000000e',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.cloudtrail',
  account: '123456789012',
  time: '2026-03-02T10:15:05Z',
  region: 'eu-central-1',
  detail: record,
  ...changes,
});
const batch = (message: string): Json => ({
  messageType: 'DATA_MESSAGE',
  owner: '123456789012',
  logGroup: 'trail',
  logStream: '123456789012_CloudTrail_eu-central-1',
  logEvents: [{ id: '1', timestamp: 1772446500000, message }],
});
const sns = (Message: string): Json => ({
  Type: 'Notification',
  TopicArn: 'arn:aws:sns:eu-central-1:123456789012:t',
  Message,
});
const sqs = (body: string): Json => ({
  Records: [{ messageId: '1', receiptHandle: 'r', body, eventSource: 'aws:sqs' }],
});
const awslogs = (value: Json): Json => ({ awslogs: { data: gzipSync(JSON.stringify(value)).toString('base64') } });

describe('one record comes out the same from every envelope', () => {
  test.each<[string, Json]>([
    ['bare', record],
    ['as JSON text', text],
    ['a list', [record]],
    ['a log object', { Records: [record] }],
    ['EventBridge', event()],
    ['EventBridge, sign-in as events spell it', event({ 'detail-type': 'AWS Console Sign In via CloudTrail' })],
    [
      'EventBridge, sign-in as the documentation spells it',
      event({ 'detail-type': 'AWS Console Signin via CloudTrail' }),
    ],
    ['EventBridge, console action', event({ 'detail-type': 'AWS Console Action via CloudTrail' })],
    ['EventBridge, service event', event({ 'detail-type': 'AWS Service Event via CloudTrail' })],
    ['EventBridge, network activity', event({ 'detail-type': 'AWS Network Activity Event via CloudTrail' })],
    ['EventBridge, Insights', event({ 'detail-type': 'AWS Insight via CloudTrail' })],
    ['EventBridge, another case', event({ 'detail-type': 'aws api call VIA cloudtrail' })],
    ['EventBridge, a detail type that is new', event({ 'detail-type': 'AWS New Thing via CloudTrail' })],
    ['EventBridge through SQS', sqs(JSON.stringify(event()))],
    ['EventBridge through SNS and SQS', sqs(JSON.stringify(sns(JSON.stringify(event()))))],
    ['SNS to Lambda', { Records: [{ EventSource: 'aws:sns', Sns: { Type: 'Notification', Message: text } }] }],
    ['SQS as ReceiveMessage gives it', { MessageId: '1', ReceiptHandle: 'r', Body: text }],
    ['CloudWatch Logs to Lambda', awslogs(batch(text))],
    ['CloudWatch Logs, decoded', batch(text)],
    ['FilterLogEvents', { events: [{ timestamp: 1772446500000, message: text, eventId: '1' }] }],
    ['LookupEvents', { Events: [{ EventId: 'x', EventName: 'StopLogging', CloudTrailEvent: text }] }],
    ['one entry of LookupEvents', { EventId: 'x', EventName: 'StopLogging', CloudTrailEvent: text }],
  ])('%s', (_name, value) => {
    expect([...readValue(value, 'input')]).toEqual([{ kind: 'record', record: readRecord(record) }]);
  });
});

describe('what holds no records is set aside by name', () => {
  const digest = { digestStartTime: '2026-03-02T09:00:00Z', digestEndTime: '2026-03-02T10:00:00Z', logFiles: [] };
  test.each<[string, Json, string]>([
    ['a digest file', digest, 'digest'],
    ['a Config snapshot', { fileVersion: '1.0', configSnapshotId: 's', configurationItems: [] }, 'config'],
    ['a Config notification', { configurationItem: {}, messageType: 'ConfigurationItemChangeNotification' }, 'config'],
    [
      'a control message',
      { messageType: 'CONTROL_MESSAGE', logEvents: [{ message: 'CWL CONTROL MESSAGE' }] },
      'control-message',
    ],
    ['a control message, compressed', awslogs({ messageType: 'CONTROL_MESSAGE', logEvents: [] }), 'control-message'],
    [
      'an S3 notification',
      { Records: [{ eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3: {} }] },
      'object-notice',
    ],
    [
      'an S3 event of EventBridge',
      event({ source: 'aws.s3', 'detail-type': 'Object Created', detail: {} }),
      'object-notice',
    ],
    ['a notification of CloudTrail', sqs(JSON.stringify(sns('{"s3Bucket":"b","s3ObjectKey":["k"]}'))), 'object-notice'],
    ['the S3 test message', { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'b' }, 's3-test'],
    ['the validation message', sns('CloudTrail validation message.'), 'cloudtrail-validation'],
    [
      'a subscription confirmation',
      { Type: 'SubscriptionConfirmation', Message: 'You have chosen…' },
      'sns-subscription',
    ],
    [
      'another EventBridge event',
      event({
        source: 'aws.ec2',
        'detail-type': 'EC2 Instance State-change Notification',
        detail: { state: 'stopped' },
      }),
      'other-eventbridge',
    ],
    ['an EventBridge event that someone else put', event({ source: 'example.com' }), 'other-eventbridge'],
    [
      'a DynamoDB stream',
      { Records: [{ eventSource: 'aws:dynamodb', eventName: 'INSERT', eventID: '1' }] },
      'other-trigger',
    ],
    ['JSON of another kind', { version: 1, accounts: {} }, 'foreign'],
    [
      'an alert of ours, whose events are no log events',
      { version: '1', rule: {}, events: [{ eventID: 'a', eventName: 'StopLogging' }] },
      'foreign',
    ],
    ['FilterLogEvents without events', { events: [], searchedLogStreams: [] }, 'empty'],
    ['a CloudWatch Logs batch without messages', { messageType: 'DATA_MESSAGE', logEvents: [] }, 'empty'],
    ['LookupEvents without events', { Events: [] }, 'empty'],
  ])('%s', (_name, value, what) => {
    expect([...readValue(value, 'input')]).toEqual([{ kind: 'set-aside', what, source: 'input' }]);
  });
});

describe('what should be a record and is none is a problem', () => {
  test.each<[string, Json, string]>([
    ['a detail without a record', event({ detail: { hello: 1 } }), 'not-a-record'],
    ['a detail of null', event({ detail: null }), 'not-a-record'],
    ['a log message cut off', batch(text.slice(0, -50)), 'not-json'],
    ['a log message that is prose', batch('START RequestId'), 'not-json'],
    ['a LookupEvents entry of null', { CloudTrailEvent: 'null' }, 'not-a-record'],
    ['a subscription that is not gzip', { awslogs: { data: 'aGVsbG8=' } }, 'gzip-damaged'],
    ['a list in a log that is no list', { Records: {} }, 'not-a-record'],
    ['an empty object', {}, 'no-content'],
    ['an empty list', [], 'no-content'],
    ['true', true, 'not-a-record'],
    ['prose', 'hello', 'not-a-record'],
  ])('%s', (_name, value, code) => {
    expect(inShort(readValue(value, 'input'))).toEqual([`problem:${code}`]);
  });

  test('envelopes without end', () => {
    const nested = Array.from({ length: 12 }).reduce<string>((inner) => JSON.stringify(sns(inner)), text);
    expect(inShort(readValue(nested, 'input'))).toEqual(['problem:too-deep']);
  });

  test('a value deeper than the limit', () => {
    const deep: Json = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`);
    expect(inShort(readValue({ eventName: 'x', requestParameters: deep }, 'input'))).toEqual(['problem:too-deep']);
  });
});

test('a log whose records are SQS messages keeps to their order, one bad message or not', () => {
  const message = (body: string): Json => ({ eventSource: 'aws:sqs', body });
  const value = { Records: [message('{'), message(text), message(JSON.stringify({ Records: [record, null] }))] };
  const id = `record:${record['eventID']}`;
  expect(inShort(readValue(value, 'input'))).toEqual(['problem:not-json', id, id, 'problem:not-a-record']);
});
