import { type CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeRegionsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { DescribeRuleCommand, type EventBridgeClient, ListRuleNamesByTargetCommand } from '@aws-sdk/client-eventbridge';
import { partitionOf } from '#shared/model/partition-of.ts';
import type { CloudPlace } from '#shared/ports/cloud/cloud.ts';
import type { RegionReader } from '#shared/ports/doctor/fact-reader.ts';
import { callCloud } from '../cloud/cloud-errors.ts';

export interface RegionReaderParts {
  readonly ec2: EC2Client;
  readonly cloudTrailOf: (region: string) => CloudTrailClient;
  readonly eventsOf: (region: string) => EventBridgeClient;
  /** Where the deployment is. */
  readonly home: CloudPlace;
  /** Epoch milliseconds UTC. */
  readonly now: () => number;
}

/** Looks at the other regions of the account.
 * @see AWS CloudTrail API reference, LookupEvents; Amazon EventBridge API reference, ListRuleNamesByTarget */
export function createRegionReader({ ec2, cloudTrailOf, eventsOf, home, now }: RegionReaderParts): RegionReader {
  const { accountId, region: homeRegion } = home;
  const homeBus = `arn:${partitionOf(homeRegion)}:events:${homeRegion}:${accountId}:event-bus/default`;
  return {
    listNames: () =>
      callCloud({ permission: 'ec2:DescribeRegions', resource: 'the account' }, async () => {
        const { Regions: regions = [] } = await ec2.send(new DescribeRegionsCommand({}));
        return regions.flatMap(({ RegionName: name }) => name ?? []).sort();
      }),
    hasChanges: (region) =>
      callCloud({ permission: 'cloudtrail:LookupEvents', resource: region }, async () => {
        const { Events: found = [] } = await cloudTrailOf(region).send(
          new LookupEventsCommand({
            LookupAttributes: [{ AttributeKey: 'ReadOnly', AttributeValue: 'false' }],
            StartTime: new Date(now() - weekMs),
            MaxResults: 1,
          }),
        );
        return found.length > 0;
      }),
    async forwardsHome(region, prefix) {
      const client = eventsOf(region);
      // More than a page of a hundred rules with one target is not what a forwarder looks like.
      const { RuleNames: names = [] } = await callCloud(
        { permission: 'events:ListRuleNamesByTarget', resource: region },
        () => client.send(new ListRuleNamesByTargetCommand({ TargetArn: homeBus })),
      );
      const own = names.filter((name) => name.startsWith(prefix));
      const states = await Promise.all(own.map((name) => stateOf(client, name)));
      return states.some((state) => state !== 'DISABLED');
    },
  };
}

async function stateOf(client: EventBridgeClient, rule: string): Promise<string | undefined> {
  const { State: state } = await callCloud({ permission: 'events:DescribeRule', resource: rule }, () =>
    client.send(new DescribeRuleCommand({ Name: rule })),
  );
  return state;
}

const weekMs = 7 * 86_400_000;
