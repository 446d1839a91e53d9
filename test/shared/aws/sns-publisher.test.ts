import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { renderMessage } from '#shared/alert/render-message.ts';
import { serializeAlert } from '#shared/alert/serialize-alert.ts';
import { sealedTextOf } from '#shared/aws/sealed-alert.ts';
import { createSnsPublisher } from '#shared/aws/sns-publisher.ts';
import { PublishError } from '#shared/ports/publisher.ts';
import { SealError } from '#shared/ports/seal.ts';
import { recordDetection } from '../alert/detections.ts';

const topicArn = 'arn:aws:sns:us-east-1:123456789012:alerts';
const client = new SNSClient({ region: 'us-east-1' });
const sns = mockClient(client);
const sealed: string[] = [];
const sign = async (text: string): Promise<string> => {
  sealed.push(text);
  return 'the seal';
};
const publisher = createSnsPublisher(client, topicArn, { sign });
const message = {
  subject: '[HIGH] a',
  message: '{"default":"a"}',
  attributes: { severity: 'high', kind: 'detection' },
};

beforeEach(() => {
  sns.reset();
  sealed.length = 0;
});

test('a message goes to the topic, one body a protocol, its attributes as strings', async () => {
  sns.on(PublishCommand).resolves({ MessageId: 'm1' });
  await publisher.publish(message);
  expect(sns.commandCalls(PublishCommand).map((call) => call.args[0].input)).toEqual([
    {
      TopicArn: topicArn,
      Subject: '[HIGH] a',
      Message: '{"default":"a"}',
      MessageStructure: 'json',
      MessageAttributes: {
        severity: { DataType: 'String', StringValue: 'high' },
        kind: { DataType: 'String', StringValue: 'detection' },
      },
    },
  ]);
});

test('a refusal becomes a PublishError with what SNS said as its cause', async () => {
  const cause = Object.assign(new Error('rate exceeded'), { name: 'ThrottledException' });
  sns.on(PublishCommand).rejects(cause);
  const thrown: unknown = await publisher.publish(message).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(PublishError);
  expect(thrown).toMatchObject({ message: `${topicArn} did not take the alert: ThrottledException`, cause });
});

test('an alert for playbooks carries a seal of the very text that queues get, and at most ten attributes', async () => {
  sns.on(PublishCommand).resolves({ MessageId: 'm1' });
  const alert = { ...buildAlert(recordDetection()), playbook: 's3-public-policy' };
  await publisher.publish(renderMessage(alert));
  const [sent] = sns.commandCalls(PublishCommand).map((call) => call.args[0].input);
  expect(sealed).toEqual([sealedTextOf(serializeAlert(alert))]);
  expect(sent?.MessageAttributes).toMatchObject({ seal: { DataType: 'String', StringValue: 'the seal' } });
  expect(Object.keys(sent?.MessageAttributes ?? {}).length).toBeLessThanOrEqual(10);
});

test('what is sealed says that it is of an alert, and is short enough for KMS', () => {
  expect(sealedTextOf('x'.repeat(60_000))).toMatch(/^alert [0-9a-f]{64}$/);
  expect(sealedTextOf('{"default":"a"}')).not.toBe(sealedTextOf('{"default":"b"}'));
});

test.each([
  ['a detection without a playbook', { kind: 'detection' }],
  ['an outcome', { kind: 'outcome', playbook: 's3-public-policy' }],
])('%s is for nobody to answer: no seal', async (_, attributes) => {
  sns.on(PublishCommand).resolves({ MessageId: 'm1' });
  await publisher.publish({ ...message, attributes });
  expect(sealed).toEqual([]);
  expect(sns.commandCalls(PublishCommand)[0]?.args[0].input.MessageAttributes).not.toHaveProperty('seal');
});

test('an alert that cannot be sealed is not published: the delivery is tried again', async () => {
  const cause = new SealError('the key did not seal: KMSInternalException');
  const unsealed = createSnsPublisher(client, topicArn, { sign: async () => Promise.reject(cause) });
  const attributes = { kind: 'detection', playbook: 's3-public-policy' };
  const thrown: unknown = await unsealed.publish({ ...message, attributes }).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(PublishError);
  expect(thrown).toMatchObject({ cause });
  expect(sns.commandCalls(PublishCommand)).toEqual([]);
});
