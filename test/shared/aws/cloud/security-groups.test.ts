import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeTagsCommand,
  EC2Client,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSecurityGroups } from '#shared/aws/cloud/security-groups.ts';
import { awsError } from './aws-error.ts';

const groupId = 'sg-0123456789abcdef0';
const client = new EC2Client({ region: 'eu-central-1' });
const sent = mockClient(client);
const groups = createSecurityGroups(client);
beforeEach(() => sent.reset());

describe('createSecurityGroups', () => {
  test('reads the ingress rules of all pages', async () => {
    sent
      .on(DescribeSecurityGroupRulesCommand)
      .resolvesOnce({
        NextToken: 'more',
        SecurityGroupRules: [
          {
            SecurityGroupRuleId: 'sgr-1',
            GroupId: groupId,
            IsEgress: false,
            IpProtocol: 'tcp',
            FromPort: 22,
            ToPort: 22,
            CidrIpv4: '0.0.0.0/0',
            Description: 'for now',
          },
          { SecurityGroupRuleId: 'sgr-2', GroupId: groupId, IsEgress: true, IpProtocol: '-1', CidrIpv4: '0.0.0.0/0' },
        ],
      })
      .resolvesOnce({
        SecurityGroupRules: [
          { SecurityGroupRuleId: 'sgr-3', GroupId: groupId, IsEgress: false, IpProtocol: '-1', CidrIpv6: '::/0' },
          { SecurityGroupRuleId: 'sgr-4', GroupId: groupId, IsEgress: false, IpProtocol: '-1', PrefixListId: 'pl-1' },
          {
            SecurityGroupRuleId: 'sgr-5',
            GroupId: groupId,
            IsEgress: false,
            IpProtocol: '-1',
            ReferencedGroupInfo: { GroupId: 'sg-2' },
          },
        ],
      });
    expect(await groups.getIngressRules(groupId)).toEqual([
      { ruleId: 'sgr-1', protocol: 'tcp', fromPort: 22, toPort: 22, cidrIpv4: '0.0.0.0/0', description: 'for now' },
      { ruleId: 'sgr-3', protocol: '-1', cidrIpv6: '::/0' },
      { ruleId: 'sgr-4', protocol: '-1', prefixListId: 'pl-1' },
      { ruleId: 'sgr-5', protocol: '-1', referencedGroupId: 'sg-2' },
    ]);
    expect(sent.commandCalls(DescribeSecurityGroupRulesCommand)[0]?.args[0].input).toMatchObject({
      Filters: [{ Name: 'group-id', Values: [groupId] }],
    });
  });

  test('takes nothing of other groups for an answer, whatever wildcards an id holds', async () => {
    sent.on(DescribeSecurityGroupRulesCommand).resolves({
      SecurityGroupRules: [{ SecurityGroupRuleId: 'sgr-1', GroupId: groupId, IsEgress: false, IpProtocol: '-1' }],
    });
    sent.on(DescribeTagsCommand).resolves({ Tags: [{ ResourceId: groupId, Key: 'team', Value: 'web' }] });
    expect(await groups.getIngressRules('sg-*')).toEqual([]);
    expect(await groups.getTags('sg-*')).toEqual({});
  });

  test('revokes by id', async () => {
    sent.on(RevokeSecurityGroupIngressCommand).resolves({});
    await groups.revokeIngress(groupId, ['sgr-1', 'sgr-2']);
    expect(sent.commandCalls(RevokeSecurityGroupIngressCommand).map(({ args }) => args[0].input)).toEqual([
      { GroupId: groupId, SecurityGroupRuleIds: ['sgr-1', 'sgr-2'] },
    ]);
  });

  test('adds rules as they were', async () => {
    sent.on(AuthorizeSecurityGroupIngressCommand).resolves({});
    await groups.authorizeIngress(groupId, [
      { ruleId: 'sgr-1', protocol: 'tcp', fromPort: 22, toPort: 22, cidrIpv4: '0.0.0.0/0', description: 'for now' },
      { ruleId: 'sgr-2', protocol: '-1', fromPort: -1, toPort: -1, cidrIpv6: '::/0' },
      { ruleId: 'sgr-3', protocol: '-1', prefixListId: 'pl-1', description: 'offices' },
      { ruleId: 'sgr-4', protocol: '-1', referencedGroupId: 'sg-2' },
    ]);
    expect(sent.commandCalls(AuthorizeSecurityGroupIngressCommand).map(({ args }) => args[0].input)).toEqual([
      {
        GroupId: groupId,
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 22,
            ToPort: 22,
            IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'for now' }],
          },
          { IpProtocol: '-1', FromPort: -1, ToPort: -1, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
          { IpProtocol: '-1', PrefixListIds: [{ PrefixListId: 'pl-1', Description: 'offices' }] },
          { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-2' }] },
        ],
      },
    ]);
  });

  test('reads tags', async () => {
    sent.on(DescribeTagsCommand).resolves({ Tags: [{ ResourceId: groupId, Key: 'team', Value: 'web' }] });
    expect(await groups.getTags(groupId)).toEqual({ team: 'web' });
  });

  test.each([
    ['getIngressRules', () => groups.getIngressRules(groupId), 'ec2:DescribeSecurityGroupRules'],
    ['revokeIngress', () => groups.revokeIngress(groupId, ['sgr-1']), 'ec2:RevokeSecurityGroupIngress'],
    ['authorizeIngress', () => groups.authorizeIngress(groupId, []), 'ec2:AuthorizeSecurityGroupIngress'],
    ['getTags', () => groups.getTags(groupId), 'ec2:DescribeTags'],
  ] as const)('says which permission %s lacks', async (_, run, permission) => {
    sent.onAnyCommand().rejects(awsError('UnauthorizedOperation', 403));
    await expect(run()).rejects.toMatchObject({ name: 'CloudError', kind: 'denied', permission });
  });
});
