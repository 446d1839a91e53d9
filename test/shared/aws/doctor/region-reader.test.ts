import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeRuleCommand, EventBridgeClient, ListRuleNamesByTargetCommand } from '@aws-sdk/client-eventbridge';
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

  it.each<[string, readonly string[], readonly string[], boolean]>([
    ['no rule sends home', [], [], false],
    ['a rule that sends home is disabled', ['p-a'], ['DISABLED'], false],
    ['one of two is enabled', ['p-a', 'p-b'], ['DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'], true],
    ['one of another name is enabled', ['other'], ['ENABLED'], false],
  ])('tells whether a region forwards: %s', async (_name, names, states, expected) => {
    const bus = 'arn:aws:events:eu-central-1:123456789012:event-bus/default';
    mocks.events.on(ListRuleNamesByTargetCommand, { TargetArn: bus }).resolves({ RuleNames: [...names] });
    for (const [index, Name] of names.entries()) {
      mocks.events.on(DescribeRuleCommand, { Name }).resolves({ State: states[index] as 'ENABLED' });
    }
    expect(await reader.forwardsHome('us-east-1', 'p-')).toBe(expected);
  });

  it('names the permission that it lacks, also of the inner call', async () => {
    mocks.events.on(ListRuleNamesByTargetCommand).resolves({ RuleNames: ['p-a'] });
    mocks.events.on(DescribeRuleCommand).rejects(awsError('AccessDeniedException', 400));
    await expect(reader.forwardsHome('us-east-1', 'p-')).rejects.toMatchObject({ permission: 'events:DescribeRule' });
  });
});
