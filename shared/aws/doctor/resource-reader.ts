import { type CloudWatchClient, DescribeAlarmsCommand, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { DescribeRuleCommand, type EventBridgeClient, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { DescribeKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import {
  GetEventSourceMappingCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { paginateListSubscriptionsByTopic, type SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { Json } from '#shared/model/json.ts';
import { textAt } from '#shared/model/read-json.ts';
import type { ResourceReader } from '#shared/ports/doctor/fact-reader.ts';
import type { Subscription } from '#shared/ports/doctor/stack-facts.ts';
import { callCloud, callCloudUnless } from '../cloud/cloud-errors.ts';

export interface ResourceReaderParts {
  readonly lambda: LambdaClient;
  readonly events: EventBridgeClient;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  readonly dynamo: DynamoDBClient;
  readonly kms: KMSClient;
  readonly ssm: SSMClient;
  readonly cloudWatch: CloudWatchClient;
  /** Epoch milliseconds UTC. */
  readonly now: () => number;
}

/** Reads the resources of a stack, each from its service.
 * @see the API reference of each service: each operation */
export function createResourceReader(parts: ResourceReaderParts): ResourceReader {
  const { lambda, events, sqs, sns, dynamo, kms, ssm, cloudWatch } = parts;
  return {
    getFunction: (name) =>
      callCloudUnless(gone, about('lambda:GetFunctionConfiguration', name), async () => {
        const answer = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
        const { [versionVariable]: version, [membersVariable]: members = '' } = answer.Environment?.Variables ?? {};
        return {
          name,
          arn: answer.FunctionArn ?? '',
          state: answer.State ?? '',
          ...(answer.StateReason !== undefined && { stateReason: answer.StateReason }),
          update: answer.LastUpdateStatus ?? '',
          ...(answer.LastUpdateStatusReason !== undefined && { updateReason: answer.LastUpdateStatusReason }),
          ...(answer.Runtime !== undefined && { runtime: answer.Runtime }),
          ...(version !== undefined && { version }),
          reachesMembers: members !== '',
        };
      }),
    getSourceMapping: (id) =>
      callCloudUnless(gone, about('lambda:GetEventSourceMapping', id), async () => {
        const answer = await lambda.send(new GetEventSourceMappingCommand({ UUID: id }));
        return {
          sourceArn: answer.EventSourceArn ?? '',
          functionArn: answer.FunctionArn ?? '',
          state: answer.State ?? '',
        };
      }),
    async getRule(name) {
      // A rule of another bus than the default one is known as bus|rule.
      const bus = name.includes('|') ? { EventBusName: name.slice(0, name.indexOf('|')) } : {};
      const ruleName = name.slice(name.indexOf('|') + 1);
      const rule = await callCloudUnless(gone, about('events:DescribeRule', name), () =>
        events.send(new DescribeRuleCommand({ Name: ruleName, ...bus })),
      );
      if (rule === undefined) return undefined;
      // A rule has five targets at most, a page a hundred.
      const { Targets: targets = [] } = await callCloud(about('events:ListTargetsByRule', name), () =>
        events.send(new ListTargetsByRuleCommand({ Rule: ruleName, ...bus })),
      );
      return {
        name: ruleName,
        arn: rule.Arn ?? '',
        state: rule.State ?? '',
        ...(rule.EventPattern !== undefined && { pattern: JSON.parse(rule.EventPattern) as Json }),
        targets: targets.map(({ Id = '', Arn = '', DeadLetterConfig: deadLetters }) => ({
          id: Id,
          arn: Arn,
          ...(deadLetters?.Arn !== undefined && { deadLetterArn: deadLetters.Arn }),
        })),
      };
    },
    getQueue: (url) =>
      callCloudUnless(gone, about('sqs:GetQueueAttributes', url), async () => {
        const { Attributes: attributes = {} } = await sqs.send(
          new GetQueueAttributesCommand({
            QueueUrl: url,
            AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages', 'RedrivePolicy'],
          }),
        );
        const redrive = attributes.RedrivePolicy;
        const deadLetterArn =
          redrive === undefined ? undefined : textAt(JSON.parse(redrive) as Json, 'deadLetterTargetArn');
        return {
          url,
          arn: attributes.QueueArn ?? '',
          waiting: Number(attributes.ApproximateNumberOfMessages ?? 0),
          ...(deadLetterArn !== undefined && { deadLetterArn }),
        };
      }),
    getQueueAge: (url) =>
      callCloud(about('cloudwatch:GetMetricStatistics', url), async () => {
        const endMs = parts.now();
        const { Datapoints: points = [] } = await cloudWatch.send(
          new GetMetricStatisticsCommand({
            Namespace: 'AWS/SQS',
            MetricName: 'ApproximateAgeOfOldestMessage',
            Dimensions: [{ Name: 'QueueName', Value: url.slice(url.lastIndexOf('/') + 1) }],
            StartTime: new Date(endMs - ageWindowMs),
            EndTime: new Date(endMs),
            Period: 300,
            Statistics: ['Maximum'],
          }),
        );
        const seconds = points.map(({ Maximum: most = 0 }) => most);
        return seconds.length === 0 ? undefined : Math.max(...seconds) * 1000;
      }),
    getTopic: (arn) =>
      callCloudUnless(gone, about('sns:ListSubscriptionsByTopic', arn), async () => {
        const subscriptions: Subscription[] = [];
        for await (const page of paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: arn })) {
          for (const { Protocol = '', Endpoint = '', SubscriptionArn } of page.Subscriptions ?? []) {
            // Until it is confirmed, SNS writes PendingConfirmation in place of the ARN.
            const isConfirmed = SubscriptionArn?.startsWith('arn:') ?? false;
            subscriptions.push({ protocol: Protocol, endpoint: Endpoint, isConfirmed });
          }
        }
        return { arn, subscriptions };
      }),
    getTable: (name) =>
      callCloudUnless(gone, about('dynamodb:DescribeTable', name), async () => {
        const { Table: table } = await dynamo.send(new DescribeTableCommand({ TableName: name }));
        return { name, status: table?.TableStatus ?? '' };
      }),
    async getTableSafety(name) {
      const { TimeToLiveDescription: expiry } = await callCloud(about('dynamodb:DescribeTimeToLive', name), () =>
        dynamo.send(new DescribeTimeToLiveCommand({ TableName: name })),
      );
      const { ContinuousBackupsDescription: backups } = await callCloud(
        about('dynamodb:DescribeContinuousBackups', name),
        () => dynamo.send(new DescribeContinuousBackupsCommand({ TableName: name })),
      );
      const recovery = backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
      return { expires: expiry?.TimeToLiveStatus === 'ENABLED', hasPointInTimeRecovery: recovery === 'ENABLED' };
    },
    getKey: (id) =>
      callCloudUnless(gone, about('kms:DescribeKey', id), async () => {
        const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId: id }));
        return { arn: key?.Arn ?? id, state: key?.KeyState ?? '' };
      }),
    getParameter: (name) =>
      callCloudUnless(gone, about('ssm:GetParameter', name), async () => {
        const { Parameter: parameter } = await ssm.send(new GetParameterCommand({ Name: name }));
        return parameter?.Value;
      }),
    getAlarm: (name) =>
      callCloud(about('cloudwatch:DescribeAlarms', name), async () => {
        const answer = await cloudWatch.send(
          new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }),
        );
        const alarm = [...(answer.MetricAlarms ?? []), ...(answer.CompositeAlarms ?? [])][0];
        if (alarm === undefined) return undefined;
        return {
          name,
          state: alarm.StateValue ?? '',
          reason: alarm.StateReason ?? '',
          hasActions: alarm.ActionsEnabled === true && (alarm.AlarmActions ?? []).length > 0,
        };
      }),
  };
}

/** In which a function finds the version that it was packaged with. */
const versionVariable = 'TRAILGUARD_VERSION';
/** In which one that playbooks run in finds the external id of the member roles. */
const membersVariable = 'MEMBER_EXTERNAL_ID';

const ageWindowMs = 15 * 60_000;

const gone = ['ResourceNotFoundException', 'NotFoundException', 'QueueDoesNotExist', 'ParameterNotFound'];

function about(permission: string, resource: string): { readonly permission: string; readonly resource: string } {
  return { permission, resource };
}
