import { coversWorld } from '#shared/harm/covers-world.ts';
import { type PortRange, portRangeText, readPortRange } from '#shared/harm/port-range.ts';
import { hasSensitivePort } from '#shared/harm/sensitive-ports.ts';
import { cidrSize } from '#shared/policy/cidr-size.ts';
import type { IngressRule } from '#shared/ports/cloud/security-groups.ts';
import { canonicalJson } from '../canonical-json.ts';

/** A rule that lets in addresses, as plain JSON. */
export type IngressRuleState = {
  readonly ruleId: string;
  readonly protocol: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly cidrIpv4?: string;
  readonly cidrIpv6?: string;
  readonly description?: string;
};

/** The rules that let very many addresses in on a sensitive port, in order of what they let in.
 *
 * Each is picked by itself, so that what becomes of one changes nothing for another. */
export function inIngressState(rules: readonly IngressRule[]): readonly IngressRuleState[] {
  return rules
    .filter((rule) => isWide(cidrOf(rule)) && isSensitive(portsOf(rule)))
    .map(({ ruleId, protocol, fromPort, toPort, cidrIpv4, cidrIpv6, description }) => ({
      ruleId,
      protocol,
      ...(fromPort !== undefined && { fromPort }),
      ...(toPort !== undefined && { toPort }),
      ...(cidrIpv4 !== undefined && { cidrIpv4 }),
      ...(cidrIpv6 !== undefined && { cidrIpv6 }),
      ...(description !== undefined && { description }),
    }))
    .sort((a, b) => (ruleKey(a) < ruleKey(b) ? -1 : 1));
}

/** Of such rules those that let the world in: by themselves, or with others for the same protocol and ports, which the world was
 * split into to look harmless. */
export function openToWorld(rules: readonly IngressRuleState[]): readonly IngressRuleState[] {
  const alone = rules.filter((rule) => coversWorld([cidrOf(rule)]));
  const parts = rules.filter((rule) => !alone.includes(rule));
  const together = parts.filter((rule) => coversWorld(parts.filter((part) => isSibling(part, rule)).map(cidrOf)));
  return rules.filter((rule) => alone.includes(rule) || together.includes(rule));
}

/** What a rule lets in, as text: equal for rules that differ by their ids alone. */
export function ruleKey({ ruleId: _, ...rest }: IngressRuleState): string {
  return canonicalJson(rest);
}

/** What a rule lets in, for people. */
export function describeRule(rule: IngressRuleState): string {
  const ports = portsOf(rule);
  const text = ports === undefined ? '' : portRangeText(ports);
  const protocol = rule.protocol === '-1' ? 'every protocol' : rule.protocol;
  return `${protocol}, ports ${text} from ${cidrOf(rule)}`;
}

// The world can be split into parts of any size, but a security group has room for some dozens: larger than these they must be.
const leastWide = { 4: 7, 6: 12 } as const;

function isWide(cidr: string): boolean {
  const size = cidrSize(cidr);
  return size !== undefined && size.prefixLength <= leastWide[size.version];
}

function isSensitive(ports: PortRange | undefined): boolean {
  return ports !== undefined && hasSensitivePort(ports);
}

function cidrOf({ cidrIpv4, cidrIpv6 }: Pick<IngressRule, 'cidrIpv4' | 'cidrIpv6'>): string {
  return cidrIpv4 ?? cidrIpv6 ?? '';
}

function portsOf({
  protocol,
  fromPort,
  toPort,
}: Pick<IngressRule, 'protocol' | 'fromPort' | 'toPort'>): PortRange | undefined {
  return readPortRange(protocol, fromPort, toPort);
}

/** Of the same protocol, ports and kind of address. */
function isSibling(one: IngressRuleState, other: IngressRuleState): boolean {
  return (
    one.protocol === other.protocol &&
    one.fromPort === other.fromPort &&
    one.toPort === other.toPort &&
    (one.cidrIpv4 === undefined) === (other.cidrIpv4 === undefined)
  );
}
