import { type PortRange, readPortRange } from '#shared/harm/port-range.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { isFalse, listOf, memberAt, textAt } from '#shared/model/read-json.ts';
import { itemsAt } from '../read.ts';

/** What one rule of a request lets in. */
export interface IngressRule {
  /** Address ranges, as they are written. */
  readonly cidrs: readonly string[];
  /** Undefined for a protocol without ports. */
  readonly ports: PortRange | undefined;
}

/** Reads the rules from a call's parameters. */
export type ReadIngressRules = (parameters: JsonObject) => readonly IngressRule[];

const readers: ReadonlyMap<string, ReadIngressRules> = new Map([
  ['ec2:AuthorizeSecurityGroupIngress', authorizedRules],
  ['ec2:ModifySecurityGroupRules', modifiedRules],
  ['ec2:CreateNetworkAclEntry', aclEntry],
  ['ec2:ReplaceNetworkAclEntry', aclEntry],
]);

/** How to read what the call of that key (`service:Api`) lets in; undefined for calls that let in nothing. */
export function ingressRuleReader(callKey: string): ReadIngressRules | undefined {
  return readers.get(callKey);
}

/** One rule spelled out flat, or a list of permissions, each with its address ranges. */
function authorizedRules(parameters: JsonObject): readonly IngressRule[] {
  const flat = textAt(parameters, 'cidrIp');
  return [
    ...(flat === undefined ? [] : [{ cidrs: [flat], ports: portsOf(parameters) }]),
    ...itemsAt(parameters, 'ipPermissions').map((permission) => ({
      cidrs: [...rangesAt(permission, 'ipRanges', 'cidrIp'), ...rangesAt(permission, 'ipv6Ranges', 'cidrIpv6')],
      ports: portsOf(permission),
    })),
  ];
}

/** The request is logged in the API's own spelling; it does not tell whether a rule is for ingress, so egress counts too. */
function modifiedRules(parameters: JsonObject): readonly IngressRule[] {
  const updates = listOf(memberAt(parameters, 'ModifySecurityGroupRulesRequest', 'SecurityGroupRule'));
  return updates.map((update) => {
    const rule = memberAt(update, 'SecurityGroupRule');
    return {
      cidrs: texts(memberAt(rule, 'CidrIpv4'), memberAt(rule, 'CidrIpv6')),
      ports: readPortRange(memberAt(rule, 'IpProtocol'), memberAt(rule, 'FromPort'), memberAt(rule, 'ToPort')),
    };
  });
}

function aclEntry(parameters: JsonObject): readonly IngressRule[] {
  const letsIn = isFalse(memberAt(parameters, 'egress')) && textAt(parameters, 'ruleAction')?.toLowerCase() === 'allow';
  if (!letsIn) return [];
  return [
    {
      cidrs: texts(memberAt(parameters, 'cidrBlock'), memberAt(parameters, 'ipv6CidrBlock')),
      ports: readPortRange(
        memberAt(parameters, 'aclProtocol'),
        memberAt(parameters, 'portRange', 'from'),
        memberAt(parameters, 'portRange', 'to'),
      ),
    },
  ];
}

function portsOf(rule: Json): PortRange | undefined {
  return readPortRange(memberAt(rule, 'ipProtocol'), memberAt(rule, 'fromPort'), memberAt(rule, 'toPort'));
}

function rangesAt(permission: Json, list: string, member: string): readonly string[] {
  return itemsAt(permission, list).flatMap((range) => texts(memberAt(range, member)));
}

function texts(...values: readonly (Json | undefined)[]): readonly string[] {
  return values.filter((value) => typeof value === 'string');
}
