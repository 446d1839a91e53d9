import { type CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeRegionsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import {
  type EventBridgeClient,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  type Rule,
} from '@aws-sdk/client-eventbridge';
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
 * @see AWS CloudTrail API reference, LookupEvents; Amazon EventBridge API reference, ListRuleNamesByTarget, ListRules */
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
    async listForwarders(region, prefix) {
      const client = eventsOf(region);
      // A call for a hundred rules, where to describe each would be a call for one.
      const names = await callCloud({ permission: 'events:ListRuleNamesByTarget', resource: region }, () =>
        namesByTarget(client, homeBus),
      );
      const rules = await callCloud({ permission: 'events:ListRules', resource: region }, () =>
        rulesByPrefix(client, prefix),
      );
      const sending = rules.filter(({ Name: name = '' }) => names.has(name));
      return Object.fromEntries(sending.map(({ Name: name = '', State: state = '' }) => [name, state]));
    },
  };
}

async function namesByTarget(client: EventBridgeClient, arn: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListRuleNamesByTargetCommand({ TargetArn: arn, ...(token !== undefined && { NextToken: token }) }),
    );
    for (const name of page.RuleNames ?? []) names.add(name);
    token = page.NextToken;
  } while (token !== undefined);
  return names;
}

async function rulesByPrefix(client: EventBridgeClient, prefix: string): Promise<readonly Rule[]> {
  const rules: Rule[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListRulesCommand({ NamePrefix: prefix, ...(token !== undefined && { NextToken: token }) }),
    );
    rules.push(...(page.Rules ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return rules;
}

const weekMs = 7 * 86_400_000;
