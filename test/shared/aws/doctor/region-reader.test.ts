import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { EventBridgeClient, ListRuleNamesByTargetCommand, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRegionReader } from '#shared/aws/doctor/region-reader.ts';
import { nowMs } from '../../doctor/well-facts.ts';
import { awsError } from '../cloud/aws-error.ts';

const ec2 = new EC2Client({ region: 'eu-central-1' });
const cloudTrail = new CloudTrailClient({ region: 'us-east-1' });
const events = new EventBridgeClient({ region: 'us-east-1' });
const mocks = { ec2: mockClient(ec2), cloudTrail: mockClient(cloudTrail), events: mockClient(events) };
const reader = createRegionReader({
  ec2,
  cloudTrailOf: () => cloudTrail,
  eventsOf: () => events,
  home: { accountId: '123456789012', region: 'eu-central-1' },
  now: () => nowMs,
});
beforeEach(() => {
  for (const mock of Object.values(mocks)) mock.reset();
});

describe('the reader of regions', () => {
  it('lists those that the account can use', async () => {
    mocks.ec2
      .on(DescribeRegionsCommand, {})
      .resolves({ Regions: [{ RegionName: 'us-east-1' }, { RegionName: 'eu-central-1' }] });
    expect(await reader.listNames()).toEqual(['eu-central-1', 'us-east-1']);
  });

  it('asks for one change of the last week', async () => {
    mocks.cloudTrail
      .on(LookupEventsCommand, {
        LookupAttributes: [{ AttributeKey: 'ReadOnly', AttributeValue: 'false' }],
        StartTime: new Date(nowMs - 7 * 86_400_000),
        MaxResults: 1,
      })
      .resolvesOnce({ Events: [{ EventId: 'e' }] })
      .resolves({ Events: [] });
    expect(await reader.hasChanges('us-east-1')).toBe(true);
    expect(await reader.hasChanges('us-east-1')).toBe(false);
  });

  it('tells the rules that send home and the state of each, from every page', async () => {
    const TargetArn = 'arn:aws:events:eu-central-1:123456789012:event-bus/default';
    mocks.events
      .on(ListRuleNamesByTargetCommand, { TargetArn })
      .resolves({ RuleNames: ['p-a', 'other'], NextToken: 'next' })
      .on(ListRuleNamesByTargetCommand, { TargetArn, NextToken: 'next' })
      .resolves({ RuleNames: ['p-b'] })
      .on(ListRulesCommand, { NamePrefix: 'p-' })
      .resolves({
        Rules: [
          { Name: 'p-a', State: 'DISABLED' },
          { Name: 'p-elsewhere', State: 'ENABLED' },
        ],
        NextToken: 'next',
      })
      .on(ListRulesCommand, { NamePrefix: 'p-', NextToken: 'next' })
      .resolves({ Rules: [{ Name: 'p-b', State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }] });
    expect(await reader.listForwarders('us-east-1', 'p-')).toEqual({
      'p-a': 'DISABLED',
      'p-b': 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    });
  });

  it('names the permission that it lacks, also of the second call', async () => {
    mocks.events.on(ListRuleNamesByTargetCommand).resolves({ RuleNames: ['p-a'] });
    mocks.events.on(ListRulesCommand).rejects(awsError('AccessDeniedException', 400));
    await expect(reader.listForwarders('us-east-1', 'p-')).rejects.toMatchObject({ permission: 'events:ListRules' });
  });
});
