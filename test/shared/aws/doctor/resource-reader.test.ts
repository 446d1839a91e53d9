import { CloudWatchClient, DescribeAlarmsCommand, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { DescribeRuleCommand, EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetEventSourceMappingCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createResourceReader } from '#shared/aws/doctor/resource-reader.ts';
import type { ResourceReader } from '#shared/ports/doctor/fact-reader.ts';
import { nowMs, queueUrl } from '../../doctor/well-facts.ts';
import { awsError } from '../cloud/aws-error.ts';

const config = { region: 'eu-central-1' };
const clients = {
  lambda: new LambdaClient(config),
  events: new EventBridgeClient(config),
  sqs: new SQSClient(config),
  sns: new SNSClient(config),
  dynamo: new DynamoDBClient(config),
  kms: new KMSClient(config),
  ssm: new SSMClient(config),
  cloudWatch: new CloudWatchClient(config),
};
const mocks = {
  lambda: mockClient(clients.lambda),
  events: mockClient(clients.events),
  sqs: mockClient(clients.sqs),
  sns: mockClient(clients.sns),
  dynamo: mockClient(clients.dynamo),
  kms: mockClient(clients.kms),
  ssm: mockClient(clients.ssm),
  cloudWatch: mockClient(clients.cloudWatch),
};
const reader = createResourceReader({ ...clients, now: () => nowMs });
beforeEach(() => {
  for (const mock of Object.values(mocks)) mock.reset();
});

describe('the reader of resources', () => {
  it('reads a function, and of its environment the version and whether it was let into other accounts', async () => {
    mocks.lambda.on(GetFunctionConfigurationCommand, { FunctionName: 'f' }).resolves({
      FunctionArn: 'arn:f',
      State: 'Failed',
      StateReason: 'no role',
      LastUpdateStatus: 'Failed',
      LastUpdateStatusReason: 'no key',
      Runtime: 'nodejs22.x',
      Environment: { Variables: { TRAILGUARD_VERSION: '1.2.3', MEMBER_EXTERNAL_ID: 'secret' } },
    });
    expect(await reader.getFunction('f')).toEqual({
      reachesMembers: true,
      name: 'f',
      arn: 'arn:f',
      state: 'Failed',
      stateReason: 'no role',
      update: 'Failed',
      updateReason: 'no key',
      runtime: 'nodejs22.x',
      version: '1.2.3',
    });
  });

  it('reads what reads a queue', async () => {
    mocks.lambda
      .on(GetEventSourceMappingCommand, { UUID: 'm' })
      .resolves({ EventSourceArn: 'arn:q', FunctionArn: 'arn:f', State: 'Enabled' });
    expect(await reader.getSourceMapping('m')).toEqual({ sourceArn: 'arn:q', functionArn: 'arn:f', state: 'Enabled' });
  });

  it.each([
    ['the default bus', 'r', { Name: 'r' }, { Rule: 'r' }],
    ['another bus', 'bus|r', { Name: 'r', EventBusName: 'bus' }, { Rule: 'r', EventBusName: 'bus' }],
  ])('reads a rule of %s', async (_name, id, rule, targets) => {
    mocks.events
      .on(DescribeRuleCommand, rule)
      .resolves({ Arn: 'arn:r', State: 'ENABLED', EventPattern: '{"a":["b"]}' });
    mocks.events.on(ListTargetsByRuleCommand, targets).resolves({
      Targets: [
        { Id: 't', Arn: 'arn:t', DeadLetterConfig: { Arn: 'arn:d' } },
        { Id: 'u', Arn: 'arn:u' },
      ],
    });
    expect(await reader.getRule(id)).toEqual({
      name: 'r',
      arn: 'arn:r',
      state: 'ENABLED',
      pattern: { a: ['b'] },
      targets: [
        { id: 't', arn: 'arn:t', deadLetterArn: 'arn:d' },
        { id: 'u', arn: 'arn:u' },
      ],
    });
  });

  it('reads a queue, and how long its oldest message waited lately', async () => {
    mocks.sqs.on(GetQueueAttributesCommand, { QueueUrl: queueUrl }).resolves({
      Attributes: {
        QueueArn: 'arn:q',
        ApproximateNumberOfMessages: '7',
        RedrivePolicy: '{"deadLetterTargetArn":"arn:d","maxReceiveCount":5}',
      },
    });
    expect(await reader.getQueue(queueUrl)).toEqual({
      url: queueUrl,
      arn: 'arn:q',
      waiting: 7,
      deadLetterArn: 'arn:d',
    });
    mocks.cloudWatch
      .on(GetMetricStatisticsCommand, {
        Dimensions: [{ Name: 'QueueName', Value: 'log-objects' }],
        StartTime: new Date(nowMs - 900_000),
        EndTime: new Date(nowMs),
      })
      .resolvesOnce({ Datapoints: [{ Maximum: 3 }, { Maximum: 60 }] })
      .resolves({ Datapoints: [] });
    expect(await reader.getQueueAge(queueUrl)).toBe(60_000);
    expect(await reader.getQueueAge(queueUrl)).toBeUndefined();
  });

  it('reads the subscriptions of a topic on every page, and which wait to be confirmed', async () => {
    mocks.sns
      .on(ListSubscriptionsByTopicCommand, { TopicArn: 'arn:t' })
      .resolvesOnce({
        Subscriptions: [{ Protocol: 'email', Endpoint: 'a@example.com', SubscriptionArn: 'PendingConfirmation' }],
        NextToken: 'next',
      })
      .resolves({ Subscriptions: [{ Protocol: 'sqs', Endpoint: 'arn:q', SubscriptionArn: 'arn:s' }] });
    expect(await reader.getTopic('arn:t')).toEqual({
      arn: 'arn:t',
      subscriptions: [
        { protocol: 'email', endpoint: 'a@example.com', isConfirmed: false },
        { protocol: 'sqs', endpoint: 'arn:q', isConfirmed: true },
      ],
    });
  });

  it('reads a table', async () => {
    mocks.dynamo.on(DescribeTableCommand, { TableName: 't' }).resolves({ Table: { TableStatus: 'ACTIVE' } });
    mocks.dynamo.on(DescribeTimeToLiveCommand).resolves({ TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED' } });
    mocks.dynamo.on(DescribeContinuousBackupsCommand).resolves({
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
      },
    });
    expect(await reader.getTable('t')).toEqual({ name: 't', status: 'ACTIVE' });
    expect(await reader.getTableSafety('t')).toEqual({ expires: true, hasPointInTimeRecovery: false });
  });

  it('reads a key and a parameter', async () => {
    mocks.kms
      .on(DescribeKeyCommand, { KeyId: 'k' })
      .resolves({ KeyMetadata: { KeyId: 'k', Arn: 'arn:k', KeyState: 'PendingDeletion' } });
    expect(await reader.getKey('k')).toEqual({ arn: 'arn:k', state: 'PendingDeletion' });
    mocks.ssm.on(GetParameterCommand, { Name: '/p' }).resolves({ Parameter: { Value: 'allow' } });
    expect(await reader.getParameter('/p')).toBe('allow');
  });

  it.each<[string, object, object]>([
    [
      'that tells somebody',
      { MetricAlarms: [{ StateValue: 'OK', StateReason: 'r', ActionsEnabled: true, AlarmActions: ['arn:t'] }] },
      { name: 'a', state: 'OK', reason: 'r', hasActions: true },
    ],
    [
      'whose actions are off',
      { MetricAlarms: [{ StateValue: 'ALARM', StateReason: 'r', ActionsEnabled: false, AlarmActions: ['arn:t'] }] },
      { name: 'a', state: 'ALARM', reason: 'r', hasActions: false },
    ],
    [
      'of alarms, without an action',
      { CompositeAlarms: [{ StateValue: 'OK', ActionsEnabled: true }] },
      { name: 'a', state: 'OK', reason: '', hasActions: false },
    ],
  ])('reads an alarm %s', async (_name, answer, alarm) => {
    mocks.cloudWatch.on(DescribeAlarmsCommand, { AlarmNames: ['a'] }).resolves(answer);
    expect(await reader.getAlarm('a')).toEqual(alarm);
  });

  it('finds no alarm where there is none', async () => {
    mocks.cloudWatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [], CompositeAlarms: [] });
    expect(await reader.getAlarm('a')).toBeUndefined();
  });

  type Get = Exclude<keyof ResourceReader, 'getQueueAge' | 'getTableSafety' | 'getAlarm'>;
  it.each<[Get, keyof typeof mocks, string, string]>([
    ['getFunction', 'lambda', 'ResourceNotFoundException', 'lambda:GetFunctionConfiguration'],
    ['getSourceMapping', 'lambda', 'ResourceNotFoundException', 'lambda:GetEventSourceMapping'],
    ['getRule', 'events', 'ResourceNotFoundException', 'events:DescribeRule'],
    ['getQueue', 'sqs', 'QueueDoesNotExist', 'sqs:GetQueueAttributes'],
    ['getTopic', 'sns', 'NotFoundException', 'sns:ListSubscriptionsByTopic'],
    ['getTable', 'dynamo', 'ResourceNotFoundException', 'dynamodb:DescribeTable'],
    ['getKey', 'kms', 'NotFoundException', 'kms:DescribeKey'],
    ['getParameter', 'ssm', 'ParameterNotFound', 'ssm:GetParameter'],
  ])('%s knows what is gone from what may not be read', async (method, service, error, permission) => {
    mocks[service].rejects(awsError(error, 400));
    expect(await reader[method]('x')).toBeUndefined();
    mocks[service].rejects(awsError('AccessDeniedException', 400));
    await expect(reader[method]('x')).rejects.toMatchObject({ kind: 'denied', permission });
  });
});
