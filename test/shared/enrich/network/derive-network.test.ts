import { expect, test } from 'vitest';
import { deriveNetwork } from '#shared/enrich/network/derive-network.ts';
import type { NetworkFacts } from '#shared/model/derived.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { call } from '../record.ts';

const closed: NetworkFacts = { openToWorld: false, openPorts: [], sensitivePortOpen: false };
const open = (openPorts: readonly string[], sensitivePortOpen: boolean): NetworkFacts => ({
  openToWorld: true,
  openPorts,
  sensitivePortOpen,
});
const flat = (cidrIp: string, ports: JsonObject): JsonObject => ({ ipPermissions: {}, cidrIp, ...ports });
const nested = (...items: readonly Json[]): JsonObject => ({ ipPermissions: { items } });
const v4 = (...cidrs: readonly string[]): JsonObject => ({ ipRanges: { items: cidrs.map((cidrIp) => ({ cidrIp })) } });
const v6 = (cidrIpv6: string): JsonObject => ({ ipRanges: {}, ipv6Ranges: { items: [{ cidrIpv6 }] } });
const tcp = (fromPort: Json, toPort: Json = fromPort): JsonObject => ({ ipProtocol: 'tcp', fromPort, toPort });

test.each<readonly [name: string, parameters: JsonObject, expected: NetworkFacts]>([
  ['SSH, flat', flat('0.0.0.0/0', tcp(22)), open(['22-22'], true)],
  ['HTTPS', nested({ ...tcp(443), ...v4('0.0.0.0/0') }), open(['443-443'], false)],
  ['HTTPS over IPv6', nested({ ...tcp(443), ...v6('::/0') }), open(['443-443'], false)],
  ['every public IPv6 address', nested({ ...tcp(443), ...v6('2000::/3') }), open(['443-443'], false)],
  ['one network', nested({ ...tcp(22), ...v4('192.0.2.0/24') }), closed],
  ['no address at all', nested({ ...tcp(22), groups: { items: [{ groupId: 'sg-1' }] } }), closed],
  ['an anonymised address', nested({ ...tcp(443), ...v4('319.4.77.9/0') }), open(['443-443'], false)],
  ['the world in two halves', nested({ ...tcp(22), ...v4('0.0.0.0/1', '128.0.0.0/1') }), open(['22-22'], true)],
  [
    'the world but for multicast',
    nested({ ...tcp(22), ...v4('0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/3') }),
    open(['22-22'], true),
  ],
  [
    'the world in two halves, each in a rule of its own',
    nested({ ...tcp(22), ...v4('0.0.0.0/1') }, { ...tcp(20, 30), ...v4('128.0.0.0/1') }),
    open(['22-22'], true),
  ],
  [
    'two halves of the world for different ports',
    nested({ ...tcp(22), ...v4('0.0.0.0/1') }, { ...tcp(443), ...v4('128.0.0.0/1') }),
    closed,
  ],
  ['half the world', nested({ ...tcp(22), ...v4('0.0.0.0/1') }), closed],
  ['every protocol', nested({ ipProtocol: '-1', ...v4('0.0.0.0/0') }), open(['all'], true)],
  ['all ports of TCP', nested({ ...tcp(0, 65_535), ...v4('0.0.0.0/0') }), open(['all'], true)],
  ['TCP with -1 for ports', nested({ ...tcp(-1), ...v4('0.0.0.0/0') }), open(['all'], true)],
  ['TCP without ports', nested({ ipProtocol: 'tcp', ...v4('0.0.0.0/0') }), open(['all'], true)],
  ['a range around a database', nested({ ...tcp(3300, 3310), ...v4('0.0.0.0/0') }), open(['3300-3310'], true)],
  ['ports as text', nested({ ...tcp('3389'), ...v4('0.0.0.0/0') }), open(['3389-3389'], true)],
  ['ping', nested({ ipProtocol: 'icmp', fromPort: 22, toPort: -1, ...v4('0.0.0.0/0') }), open([], false)],
  [
    'several rules, one of them narrow',
    nested(
      { ...tcp(8080), ...v4('0.0.0.0/0') },
      { ...tcp(22), ...v4('192.0.2.1/32') },
      { ...tcp(80), ...v4('198.51.100.0/24', '0.0.0.0/0') },
    ),
    open(['80-80', '8080-8080'], false),
  ],
])('AuthorizeSecurityGroupIngress: %s', (_, parameters, expected) => {
  expect(deriveNetwork(call('ec2:AuthorizeSecurityGroupIngress', parameters))).toEqual(expected);
});

const rule = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 };
const opened = { SecurityGroupRuleId: 'sgr-1', SecurityGroupRule: { ...rule, CidrIpv4: '0.0.0.0/0' } };
const openedIpv6 = { SecurityGroupRuleId: 'sgr-2', SecurityGroupRule: { ...rule, CidrIpv6: '::/0' } };
const narrow = { SecurityGroupRuleId: 'sgr-3', SecurityGroupRule: { ...rule, CidrIpv4: '192.0.2.0/24' } };
test.each<readonly [name: string, rules: Json, expected: NetworkFacts]>([
  ['one rule', opened, open(['22-22'], true)],
  ['one rule for IPv6', openedIpv6, open(['22-22'], true)],
  ['several rules', [narrow, opened], open(['22-22'], true)],
  ['a narrow rule', narrow, closed],
])('ModifySecurityGroupRules: %s', (_, rules, expected) => {
  const parameters = { ModifySecurityGroupRulesRequest: { GroupId: 'sg-1', SecurityGroupRule: rules } };
  expect(deriveNetwork(call('ec2:ModifySecurityGroupRules', parameters))).toEqual(expected);
});

const entry = {
  egress: false,
  ruleAction: 'allow',
  aclProtocol: '6',
  portRange: { from: 22, to: 22 },
  cidrBlock: '0.0.0.0/0',
};
test.each<readonly [name: string, parameters: JsonObject, expected: NetworkFacts]>([
  ['lets in', entry, open(['22-22'], true)],
  ['lets in over IPv6', { ...entry, cidrBlock: '192.0.2.0/24', ipv6CidrBlock: '::/0' }, open(['22-22'], true)],
  ['lets out', { ...entry, egress: true }, closed],
  ['denies', { ...entry, ruleAction: 'deny' }, closed],
])('CreateNetworkAclEntry: %s', (_, parameters, expected) => {
  expect(deriveNetwork(call('ec2:CreateNetworkAclEntry', parameters))).toEqual(expected);
});

test.each<readonly [name: string, key: string, parameters: JsonObject | null]>([
  ['another call', 'ec2:AuthorizeSecurityGroupEgress', flat('0.0.0.0/0', tcp(22))],
  ['a refused call without parameters', 'ec2:AuthorizeSecurityGroupIngress', null],
])('%s has no such fact', (_, key, parameters) => {
  expect(deriveNetwork(call(key, parameters))).toBeUndefined();
});
