import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createSnsPublisher } from '#shared/aws/sns-publisher.ts';
import { PublishError } from '#shared/ports/publisher.ts';

const topicArn = 'arn:aws:sns:us-east-1:123456789012:alerts';
const client = new SNSClient({ region: 'us-east-1' });
const sns = mockClient(client);
const publisher = createSnsPublisher(client, topicArn);
const message = {
  subject: '[HIGH] a',
  message: '{"default":"a"}',
  attributes: { severity: 'high', kind: 'detection' },
};

beforeEach(() => sns.reset());

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
