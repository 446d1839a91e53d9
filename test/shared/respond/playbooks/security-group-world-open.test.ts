import { describe, expect, test } from 'vitest';
import type { Target } from '#shared/model/target.ts';
import type { IngressRule } from '#shared/ports/cloud/security-groups.ts';
import { carryOut } from '#shared/respond/carry-out.ts';
import { planResponse } from '#shared/respond/plan-response.ts';
import { securityGroupWorldOpen } from '#shared/respond/playbooks/security-group-world-open.ts';
import { checkFaults, checkPermissions, checkRace, checkReversible } from '../fake-cloud/check-playbook.ts';
import { createFakeCloud } from '../fake-cloud/fake-cloud.ts';
import { createFakeSecurityGroups, type FakeGroups } from '../fake-cloud/fake-security-groups.ts';
import { type Case, planCase } from '../fake-cloud/run-faults.ts';

const groupId = 'sg-0123456789abcdef0';
const targetOf = (...ruleIds: readonly string[]): Target => ({
  accountId: '123456789012',
  region: 'eu-central-1',
  subject: { kind: 'security-group', groupId, ruleIds },
  eventID: 'e1',
});
const tcp = (ruleId: string, port: number, cidr: string, more: Partial<IngressRule> = {}): IngressRule => ({
  ruleId,
  protocol: 'tcp',
  fromPort: port,
  toPort: port,
  ...(cidr.includes(':') ? { cidrIpv6: cidr } : { cidrIpv4: cidr }),
  ...more,
});
const trialOf = (rules: readonly IngressRule[], target: Target): Case => ({
  playbook: securityGroupWorldOpen,
  target,
  settings: { mode: 'apply' },
  makeCloud: () => cloudOf(new Map([[groupId, [...rules]]])),
});
const cloudOf = (groups: FakeGroups): ReturnType<typeof createFakeCloud> =>
  createFakeCloud({ securityGroups: createFakeSecurityGroups(groups) });

const ssh = tcp('sgr-1', 22, '0.0.0.0/0', { description: 'for now' });
const ssh6 = tcp('sgr-2', 22, '::/0');
const older = tcp('sgr-3', 3389, '0.0.0.0/0');
const web = tcp('sgr-4', 443, '0.0.0.0/0');
const office = tcp('sgr-5', 22, '192.0.2.0/24');
const opened = trialOf([ssh, ssh6, older, web, office], targetOf('sgr-1', 'sgr-2', 'sgr-4', 'sgr-5'));

/** The ids of the rules that are revoked, or why none is. */
const verdictOn = async (rules: readonly IngressRule[], ...ruleIds: readonly string[]): Promise<unknown> => {
  const { target, settings, makeCloud } = trialOf(rules, targetOf(...ruleIds));
  const terms = { cloud: makeCloud(), settings, nowMs: 0 };
  const planned = await planResponse(securityGroupWorldOpen, { alertId: 'a', target }, terms);
  if (planned.kind !== 'change') return planned.why;
  return planned.plan.steps.map((step) => /sgr-\w+/.exec(step)?.[0]).sort();
};

describe('security-group-world-open', () => {
  test('revokes what the call added, is open to the world and is sensitive; nothing else', async () => {
    const plan = await planCase(opened, opened.makeCloud());
    expect([...plan.steps].sort()).toEqual([
      'revoke rule sgr-1: tcp, ports 22-22 from 0.0.0.0/0',
      'revoke rule sgr-2: tcp, ports 22-22 from ::/0',
    ]);
    expect(plan.after).toEqual({ rules: [older] });
  });

  test.each<readonly [name: string, rules: readonly IngressRule[], expected: readonly string[]]>([
    [
      'every protocol',
      [{ ruleId: 'sgr-1', protocol: '-1', fromPort: -1, toPort: -1, cidrIpv4: '0.0.0.0/0' }],
      ['sgr-1'],
    ],
    ['a range with a sensitive port in it', [tcp('sgr-1', 1, '0.0.0.0/0', { toPort: 1024 })], ['sgr-1']],
    ['the world in two halves', [tcp('sgr-1', 22, '0.0.0.0/1'), tcp('sgr-2', 22, '128.0.0.0/1')], ['sgr-1', 'sgr-2']],
    [
      'the halves, and not what would be open without them',
      [tcp('sgr-1', 22, '0.0.0.0/1'), tcp('sgr-2', 22, '128.0.0.0/1'), tcp('sgr-3', 22, '10.0.0.0/8')],
      ['sgr-1', 'sgr-2'],
    ],
    ['the whole, and not the half within it', [ssh, tcp('sgr-2', 22, '0.0.0.0/1')], ['sgr-1']],
  ])('sees %s', async (_, rules, expected) => {
    expect(await verdictOn(rules, ...rules.map(({ ruleId }) => ruleId))).toEqual(expected);
  });

  test.each<readonly [name: string, rules: readonly IngressRule[]]>([
    ['another port', [web]],
    ['a network', [office]],
    ['half of the world', [tcp('sgr-1', 22, '0.0.0.0/1')]],
    ['halves on different ports', [tcp('sgr-1', 22, '0.0.0.0/1'), tcp('sgr-2', 3389, '128.0.0.0/1')]],
    ['halves of different worlds', [tcp('sgr-1', 22, '0.0.0.0/1'), tcp('sgr-2', 22, '2000::/4')]],
    ['ICMP', [{ ruleId: 'sgr-1', protocol: 'icmp', fromPort: -1, toPort: -1, cidrIpv4: '0.0.0.0/0' }]],
    ['another group', [{ ruleId: 'sgr-1', protocol: '-1', referencedGroupId: 'sg-2' }]],
    ['a rule that is gone', []],
  ])('leaves %s alone', async (_, rules) => {
    expect(await verdictOn(rules, 'sgr-1', 'sgr-2', 'sgr-4', 'sgr-5')).toBe(
      'of the rules that the call added none lets the world in on a sensitive port any more',
    );
  });

  test('leaves alone what others added, and says so', async () => {
    expect(await verdictOn([older, web], 'sgr-1')).toBe(
      'of the rules that the call added none lets the world in on a sensitive port any more; ' +
        '1 that it did not add let the world in, and were left alone',
    );
  });

  test('asks people when the record does not tell which rules were added', async () => {
    const { target, settings, makeCloud } = trialOf([ssh, older, web], targetOf());
    const terms = { cloud: makeCloud(), settings, nowMs: 0 };
    expect(await planResponse(securityGroupWorldOpen, { alertId: 'a', target }, terms)).toMatchObject({
      kind: 'change',
      plan: { steps: [expect.stringContaining('sgr-1'), expect.stringContaining('sgr-3')] },
      needsApproval: expect.stringContaining('does not tell which'),
    });
  });

  test('asks people about rules that were there before the call changed them', async () => {
    const modified: Target = {
      ...targetOf(),
      subject: { kind: 'security-group', groupId, ruleIds: ['sgr-1'], isModified: true },
    };
    const { target, settings, makeCloud } = trialOf([ssh, older, web], modified);
    const terms = { cloud: makeCloud(), settings, nowMs: 0 };
    expect(await planResponse(securityGroupWorldOpen, { alertId: 'a', target }, terms)).toMatchObject({
      kind: 'change',
      plan: { steps: [expect.stringContaining('sgr-1')] },
      needsApproval: expect.stringContaining('there before'),
    });
  });

  test('a half that was there before is still there when its other half is revoked and added again', async () => {
    const halves = [tcp('sgr-1', 22, '0.0.0.0/1'), tcp('sgr-2', 22, '128.0.0.0/1')];
    await checkReversible(trialOf(halves, targetOf('sgr-2')));
  });

  test('undone, a rule has its description again, and a new id', async () => {
    const groups: FakeGroups = new Map([[groupId, [ssh]]]);
    const cloud = cloudOf(groups);
    const target = targetOf('sgr-1');
    const { before, after } = await planCase(trialOf([ssh], target), cloud);
    await carryOut(securityGroupWorldOpen, { target, from: before, to: after }, cloud);
    expect(groups.get(groupId)).toEqual([]);
    await carryOut(securityGroupWorldOpen, { target, from: after, to: before }, cloud);
    expect(groups.get(groupId)).toEqual([{ ...ssh, ruleId: 'sgr-new1' }]);
  });

  test('a rule that others replaced by one like it is not theirs to lose', async () => {
    const groups: FakeGroups = new Map([[groupId, [ssh]]]);
    const cloud = cloudOf(groups);
    const target = targetOf('sgr-1');
    const { before, after } = await planCase(trialOf([ssh], target), cloud);
    groups.set(groupId, [{ ...ssh, ruleId: 'sgr-9' }]);
    expect(await carryOut(securityGroupWorldOpen, { target, from: before, to: after }, cloud)).toMatchObject({
      kind: 'failed',
      state: 'unchanged',
    });
    expect(groups.get(groupId)).toEqual([{ ...ssh, ruleId: 'sgr-9' }]);
  });

  test('where the record tells no rules, one that was added again since the plan was made is revoked by its new id', async () => {
    const groups: FakeGroups = new Map([[groupId, [ssh]]]);
    const cloud = cloudOf(groups);
    const target = targetOf();
    const { before, after } = await planCase(trialOf([ssh], target), cloud);
    groups.set(groupId, [{ ...ssh, ruleId: 'sgr-9' }]);
    expect(await carryOut(securityGroupWorldOpen, { target, from: before, to: after }, cloud)).toEqual({
      kind: 'done',
    });
    expect(groups.get(groupId)).toEqual([]);
  });

  test('goes there and back', () => checkReversible(opened));
  test('tells the truth when calls fail', () => checkFaults(opened));
  test('tells the truth when somebody else is at it', () =>
    checkRace(opened, ({ securityGroups }) => securityGroups.revokeIngress(groupId, ['sgr-1'])));
  test('declares its permissions', () => checkPermissions(securityGroupWorldOpen, [opened]));
});
