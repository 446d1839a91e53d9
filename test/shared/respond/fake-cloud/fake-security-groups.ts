import { CloudError } from '#shared/ports/cloud/cloud.ts';
import type { IngressRule, SecurityGroups } from '#shared/ports/cloud/security-groups.ts';

/** Security groups by id; tests change them as other people would. */
export type FakeGroups = Map<string, IngressRule[]>;

/** The port over groups in memory: like EC2 it numbers rules anew, takes none twice, and answers in an order of its own. */
export function createFakeSecurityGroups(groups: FakeGroups): SecurityGroups {
  let lastId = 0;
  const find = (groupId: string, permission: string): IngressRule[] => {
    const rules = groups.get(groupId);
    if (rules === undefined) throw new CloudError('there is no such group', { kind: 'not-found', permission });
    return rules;
  };
  return {
    getIngressRules: async (groupId) => [...(groups.get(groupId) ?? [])].reverse(),
    async revokeIngress(groupId, ruleIds) {
      const permission = 'ec2:RevokeSecurityGroupIngress';
      const rules = find(groupId, permission);
      if (ruleIds.some((ruleId) => rules.every((rule) => rule.ruleId !== ruleId))) {
        throw new CloudError('there is no such rule', { kind: 'not-found', permission });
      }
      groups.set(
        groupId,
        rules.filter(({ ruleId }) => !ruleIds.includes(ruleId)),
      );
    },
    async authorizeIngress(groupId, added) {
      const permission = 'ec2:AuthorizeSecurityGroupIngress';
      const rules = find(groupId, permission);
      const known = new Set(rules.map(opens));
      if (added.some((rule) => known.has(opens(rule)))) {
        throw new CloudError('there is such a rule', { kind: 'refused', permission });
      }
      for (const rule of added) {
        lastId += 1;
        rules.push({ ...rule, ruleId: `sgr-new${lastId}` });
      }
    },
    getTags: async () => ({ team: 'web' }),
  };
}

function opens({ protocol, fromPort, toPort, cidrIpv4, cidrIpv6 }: IngressRule): string {
  return JSON.stringify([protocol, fromPort, toPort, cidrIpv4, cidrIpv6]);
}
