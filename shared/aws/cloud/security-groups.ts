import {
  AuthorizeSecurityGroupIngressCommand,
  type EC2Client,
  type IpPermission,
  paginateDescribeSecurityGroupRules,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroupRule,
} from '@aws-sdk/client-ec2';
import { cloudPermissions } from '#shared/ports/cloud/permissions.ts';
import type { IngressRule, SecurityGroups } from '#shared/ports/cloud/security-groups.ts';
import { type CloudCall, callCloud } from './cloud-errors.ts';
import { getEc2Tags } from './ec2-tags.ts';

/** The security groups of the client's account and region.
 * @see Amazon EC2 API reference: each operation */
export function createSecurityGroups(client: EC2Client): SecurityGroups {
  return {
    getIngressRules: (groupId) =>
      callCloud(about('getIngressRules', groupId), async () => {
        const found: SecurityGroupRule[] = [];
        const input = { Filters: [{ Name: 'group-id', Values: [groupId] }] };
        for await (const page of paginateDescribeSecurityGroupRules({ client }, input)) {
          found.push(...(page.SecurityGroupRules ?? []));
        }
        // The values of a filter may hold wildcards, and ids come from records.
        return found.filter((rule) => rule.GroupId === groupId && rule.IsEgress === false).map(ingressRuleOf);
      }),
    async revokeIngress(groupId, ruleIds) {
      const command = new RevokeSecurityGroupIngressCommand({ GroupId: groupId, SecurityGroupRuleIds: [...ruleIds] });
      await callCloud(about('revokeIngress', groupId), () => client.send(command));
    },
    async authorizeIngress(groupId, rules) {
      const command = new AuthorizeSecurityGroupIngressCommand({
        GroupId: groupId,
        IpPermissions: rules.map(permissionOf),
      });
      await callCloud(about('authorizeIngress', groupId), () => client.send(command));
    },
    getTags: (groupId) => getEc2Tags(client, groupId),
  };
}

function about(method: keyof SecurityGroups, groupId: string): CloudCall {
  return { permission: cloudPermissions.securityGroups[method][0] ?? '', resource: `security group ${groupId}` };
}

function ingressRuleOf(rule: SecurityGroupRule): IngressRule {
  const { SecurityGroupRuleId, IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, PrefixListId, Description } = rule;
  const referencedGroupId = rule.ReferencedGroupInfo?.GroupId;
  return {
    ruleId: SecurityGroupRuleId ?? '',
    protocol: IpProtocol ?? '-1',
    ...(FromPort !== undefined && { fromPort: FromPort }),
    ...(ToPort !== undefined && { toPort: ToPort }),
    ...(CidrIpv4 !== undefined && { cidrIpv4: CidrIpv4 }),
    ...(CidrIpv6 !== undefined && { cidrIpv6: CidrIpv6 }),
    ...(PrefixListId !== undefined && { prefixListId: PrefixListId }),
    ...(referencedGroupId !== undefined && { referencedGroupId }),
    ...(Description !== undefined && { description: Description }),
  };
}

function permissionOf(rule: IngressRule): IpPermission {
  const { protocol, fromPort, toPort, cidrIpv4, cidrIpv6, prefixListId, referencedGroupId, description } = rule;
  const told = description === undefined ? {} : { Description: description };
  return {
    IpProtocol: protocol,
    ...(fromPort !== undefined && { FromPort: fromPort }),
    ...(toPort !== undefined && { ToPort: toPort }),
    ...(cidrIpv4 !== undefined && { IpRanges: [{ CidrIp: cidrIpv4, ...told }] }),
    ...(cidrIpv6 !== undefined && { Ipv6Ranges: [{ CidrIpv6: cidrIpv6, ...told }] }),
    ...(prefixListId !== undefined && { PrefixListIds: [{ PrefixListId: prefixListId, ...told }] }),
    ...(referencedGroupId !== undefined && { UserIdGroupPairs: [{ GroupId: referencedGroupId, ...told }] }),
  };
}
