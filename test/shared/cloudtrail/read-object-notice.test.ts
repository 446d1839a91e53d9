import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readObjectNotice } from '#shared/cloudtrail/read-object-notice.ts';
import type { Json } from '#shared/model/json.ts';

const key = 'AWSLogs/123456789012/CloudTrail/x y+ü.json.gz';
const s3Record = (eventName: string, s3: Json): Json => ({ eventVersion: '2.1', eventSource: 'aws:s3', eventName, s3 });
const created = s3Record('ObjectCreated:Put', {
  bucket: { name: 'logs' },
  object: { key: 'AWSLogs/123456789012/CloudTrail/x+y%2B%C3%BC.json.gz', size: 1234, versionId: 'v1' },
});
const viaEventBridge = (detailType: string): Json => ({
  version: '0',
  'detail-type': detailType,
  source: 'aws.s3',
  detail: { bucket: { name: 'logs' }, object: { key, size: 1234, 'version-id': 'v1' } },
});
const sns = (message: Json): Json => ({ Type: 'Notification', Message: JSON.stringify(message) });
const snsToLambda = (message: Json): Json => ({
  EventSource: 'aws:sns',
  Sns: { Type: 'Notification', Message: JSON.stringify(message) },
});
const sqs = (body: Json): Json => ({ messageId: '1', eventSource: 'aws:sqs', body: JSON.stringify(body) });

describe('one object, however the notification came', () => {
  test.each<[string, Json]>([
    ['S3', { Records: [created] }],
    ['S3, as text', JSON.stringify({ Records: [created] })],
    ['S3 through SQS', { Records: [sqs({ Records: [created] })] }],
    ['S3 through SQS, one message', sqs({ Records: [created] })],
    ['S3 through SNS to Lambda', { Records: [snsToLambda({ Records: [created] })] }],
    ['S3 through SNS and SQS', sqs(sns({ Records: [created] }))],
    ['EventBridge', viaEventBridge('Object Created')],
    ['EventBridge through SQS', sqs(viaEventBridge('Object Created'))],
  ])('%s', (_name, message) => {
    expect(readObjectNotice(message)).toEqual({
      objects: [{ bucket: 'logs', key, versionId: 'v1', sizeBytes: 1234 }],
      setAside: [],
      problems: [],
    });
  });
});

test('the notification of CloudTrail names several objects, its keys plain', () => {
  const { objects } = readObjectNotice(sqs(sns({ s3Bucket: 'logs', s3ObjectKey: ['a+b', 'c%20d'] })));
  expect(objects).toEqual([
    { bucket: 'logs', key: 'a+b' },
    { bucket: 'logs', key: 'c%20d' },
  ]);
});

describe('messages that name no new object are set aside', () => {
  test.each<[string, Json, string]>([
    ['an object removed', { Records: [s3Record('ObjectRemoved:Delete', {})] }, 'object-not-created'],
    ['an object deleted, through EventBridge', viaEventBridge('Object Deleted'), 'object-not-created'],
    ['the S3 test message', '{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"logs"}', 's3-test'],
    [
      'the validation message',
      { Type: 'Notification', Message: 'CloudTrail validation message.' },
      'cloudtrail-validation',
    ],
    ['a subscription confirmation', { Type: 'SubscriptionConfirmation', Message: 'x' }, 'sns-subscription'],
    ['another EventBridge event', { source: 'aws.ec2', 'detail-type': 'x', detail: {} }, 'other-eventbridge'],
    ['an empty list', { Records: [] }, 'empty'],
  ])('%s', (_name, message, what) => {
    expect(readObjectNotice(message)).toEqual({ objects: [], setAside: [what], problems: [] });
  });
});

describe('messages that cannot be understood are problems', () => {
  test.each<[string, Json, string]>([
    ['prose', 'hello', 'not-json'],
    ['null', null, 'bad-notice'],
    [
      'an object without a key',
      { Records: [s3Record('ObjectCreated:Put', { bucket: { name: 'logs' }, object: {} })] },
      'bad-notice',
    ],
    [
      'a key that does not decode',
      { Records: [s3Record('ObjectCreated:Put', { bucket: { name: 'logs' }, object: { key: '%E0%' } })] },
      'bad-notice',
    ],
    ['a notification of CloudTrail without keys', { s3Bucket: 'logs', s3ObjectKey: [] }, 'bad-notice'],
    ['a CloudTrail record', { eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' }, 'bad-notice'],
    ['JSON of another kind', { hello: 1 }, 'bad-notice'],
  ])('%s', (_name, message, code) => {
    expect(readObjectNotice(message)).toMatchObject({ objects: [], setAside: [], problems: [{ code }] });
  });

  test('one bad entry does not hide the others', () => {
    const notice = readObjectNotice({ Records: [{ eventSource: 'aws:s3' }, created] });
    expect(notice).toMatchObject({ objects: [{ key }], problems: [{ code: 'bad-notice' }] });
  });
});

test('no message makes it throw or say nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.string(), fc.json()), (message) => {
      const { objects, setAside, problems } = readObjectNotice(message as Json);
      expect(objects.length + setAside.length + problems.length).toBeGreaterThan(0);
    }),
  );
});
