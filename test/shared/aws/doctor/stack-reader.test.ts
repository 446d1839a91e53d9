import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStackReader } from '#shared/aws/doctor/stack-reader.ts';
import { awsError } from '../cloud/aws-error.ts';

const client = new CloudFormationClient({ region: 'eu-central-1' });
const sent = mockClient(client);
const reader = createStackReader(client);
beforeEach(() => sent.reset());

describe('the reader of stacks', () => {
  it('finds stacks by the beginning of their names, on every page', async () => {
    const created = { CreationTime: new Date(0), StackStatus: 'CREATE_COMPLETE' as const };
    sent
      .on(ListStacksCommand)
      .resolvesOnce({ StackSummaries: [{ ...created, StackName: 'trailguard-prod' }], NextToken: 'next' })
      .resolves({
        StackSummaries: [
          { ...created, StackName: 'other' },
          { ...created, StackName: 'trailguard-dev' },
        ],
      });
    expect(await reader.listNames('trailguard-')).toEqual(['trailguard-dev', 'trailguard-prod']);
    expect(sent.commandCalls(ListStacksCommand)[0]?.args[0].input.StackStatusFilter).not.toContain('DELETE_COMPLETE');
  });

  it('reads a stack with its outputs and what it was given', async () => {
    sent.on(DescribeStacksCommand, { StackName: 's' }).resolves({
      Stacks: [
        {
          StackName: 's',
          CreationTime: new Date(0),
          StackStatus: 'UPDATE_COMPLETE',
          Outputs: [{ OutputKey: 'LogBucketName', OutputValue: 'logs' }],
          Parameters: [
            { ParameterKey: 'AlertEmail', ParameterValue: 'security@example.com' },
            { ParameterKey: 'MemberExternalId', ParameterValue: '****' },
          ],
        },
      ],
    });
    expect(await reader.describe('s')).toEqual({
      name: 's',
      status: 'UPDATE_COMPLETE',
      outputs: { LogBucketName: 'logs' },
      given: { AlertEmail: 'security@example.com', MemberExternalId: '****' },
    });
  });

  it('knows a stack that is not there from one that may not be read', async () => {
    sent.on(DescribeStacksCommand).rejectsOnce(awsError('ValidationError', 400)).rejects(awsError('AccessDenied', 403));
    expect(await reader.describe('s')).toBeUndefined();
    await expect(reader.describe('s')).rejects.toMatchObject({
      kind: 'denied',
      permission: 'cloudformation:DescribeStacks',
    });
  });

  it('lists the resources that were made, on every page', async () => {
    const summary = { LastUpdatedTimestamp: new Date(0), ResourceStatus: 'CREATE_COMPLETE' as const };
    sent
      .on(ListStackResourcesCommand)
      .resolvesOnce({
        StackResourceSummaries: [
          { ...summary, LogicalResourceId: 'A', ResourceType: 'AWS::SQS::Queue', PhysicalResourceId: 'a' },
          { ...summary, LogicalResourceId: 'Failed', ResourceType: 'AWS::SQS::Queue' },
        ],
        NextToken: 'next',
      })
      .resolves({
        StackResourceSummaries: [
          { ...summary, LogicalResourceId: 'B', ResourceType: 'AWS::SNS::Topic', PhysicalResourceId: 'b' },
        ],
      });
    expect(await reader.listResources('s')).toEqual([
      { logicalId: 'A', type: 'AWS::SQS::Queue', physicalId: 'a' },
      { logicalId: 'B', type: 'AWS::SNS::Topic', physicalId: 'b' },
    ]);
  });

  it.each<[string, string, object]>([
    [
      'what the template says, and enabled where it says nothing',
      JSON.stringify({
        Resources: {
          A: { Type: 'AWS::Events::Rule', Properties: { State: 'DISABLED' } },
          B: { Type: 'AWS::Events::Rule', Properties: {} },
          C: { Type: 'AWS::SQS::Queue' },
        },
      }),
      { A: 'DISABLED', B: 'ENABLED' },
    ],
    ['nothing of a template in YAML', 'Resources: {}', {}],
  ])('tells the states of rules: %s', async (_name, TemplateBody, states) => {
    sent.on(GetTemplateCommand, { StackName: 's', TemplateStage: 'Processed' }).resolves({ TemplateBody });
    expect(await reader.getRuleStates('s')).toEqual(states);
  });
});
