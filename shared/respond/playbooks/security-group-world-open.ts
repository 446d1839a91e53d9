import type { Playbook } from '../playbook.ts';
import { countOf } from './count-of.ts';
import { expectSubject } from './expect-subject.ts';
import { describeRule, type IngressRuleState, inIngressState, openToWorld, ruleKey } from './wide-ingress.ts';

/** `rules`: those that let very many addresses in on a sensitive port, by themselves or together. */
type SecurityGroupState = { readonly rules: readonly IngressRuleState[] };

/** Takes out what a call let in from the whole world on sensitive ports: the rules that it added, and no others. */
export const securityGroupWorldOpen: Playbook<SecurityGroupState> = {
  id: 'security-group-world-open',
  harm: 'security group that lets the world in on a port for administration or for a data store',
  permissions: {
    read: ['ec2:DescribeSecurityGroupRules', 'ec2:DescribeTags'],
    apply: ['ec2:RevokeSecurityGroupIngress'],
    undo: ['ec2:AuthorizeSecurityGroupIngress'],
  },
  subjects: ['security-group'],
  async read({ subject }, { securityGroups }) {
    return {
      rules: inIngressState(await securityGroups.getIngressRules(expectSubject(subject, 'security-group').groupId)),
    };
  },
  repair({ rules }, { subject }) {
    const { ruleIds, isModified } = expectSubject(subject, 'security-group');
    const open = openToWorld(rules);
    // A record without the ids, as some have, leaves open which rules the call added: then all are in question, and people decide.
    const harmful = ruleIds.length === 0 ? open : open.filter(({ ruleId }) => ruleIds.includes(ruleId));
    if (harmful.length === 0) return { kind: 'harmless', why: describeHarmless(open.length) };
    return {
      kind: 'change',
      state: { rules: rules.filter((rule) => !harmful.includes(rule)) },
      steps: harmful.map((rule) => `revoke rule ${rule.ruleId}: ${describeRule(rule)}`),
      ...withReasonToAsk(ruleIds, isModified),
    };
  },
  async write({ subject }, { from, to, live }, { securityGroups }) {
    const { groupId, ruleIds } = expectSubject(subject, 'security-group');
    // Where all that let the world in are in question, one that was added again since is, too; it has another id. Else it is others' rule.
    const revoked = without(ruleIds.length === 0 ? live.rules : from.rules, to.rules);
    if (revoked.length > 0) {
      await securityGroups.revokeIngress(
        groupId,
        revoked.map(({ ruleId }) => ruleId),
      );
    }
    const added = without(to.rules, from.rules);
    if (added.length > 0) await securityGroups.authorizeIngress(groupId, added);
  },
  // A rule that is added again has a new id. What it lets in names it as well: EC2 takes no second rule that lets in the same.
  essence: ({ rules }) => rules.map(ruleKey).sort(),
  describe: ({ rules }) => `${countOf(rules, 'rule')} for very many addresses on sensitive ports`,
  readTags({ subject }, { securityGroups }) {
    return securityGroups.getTags(expectSubject(subject, 'security-group').groupId);
  },
};

function withReasonToAsk(
  ruleIds: readonly string[],
  isModified: true | undefined,
): { readonly needsApproval?: string } {
  if (ruleIds.length === 0) {
    return {
      needsApproval: 'the record does not tell which rules the call added: these are all that let the world in',
    };
  }
  // Revoked, such a rule is gone with what it let in before, which the record does not tell.
  return isModified
    ? { needsApproval: 'the rules were there before the call changed them: revoking takes them out whole' }
    : {};
}

function without(rules: readonly IngressRuleState[], others: readonly IngressRuleState[]): readonly IngressRuleState[] {
  const known = new Set(others.map(ruleKey));
  return rules.filter((rule) => !known.has(ruleKey(rule)));
}

function describeHarmless(others: number): string {
  const rest = others === 0 ? '' : `; ${others} that it did not add let the world in, and were left alone`;
  return `of the rules that the call added none lets the world in on a sensitive port any more${rest}`;
}
