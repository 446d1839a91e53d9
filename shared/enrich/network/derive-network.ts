import { coversWorld } from '#shared/harm/covers-world.ts';
import { portRangeText } from '#shared/harm/port-range.ts';
import { hasSensitivePort } from '#shared/harm/sensitive-ports.ts';
import type { NetworkFacts } from '#shared/model/derived.ts';
import { isJsonObject } from '#shared/model/json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { callKey } from '../call/call-key.ts';
import { sortedDistinct } from '../read.ts';
import { type IngressRule, ingressRuleReader } from './ingress-rule.ts';

/** What a call lets in from the whole world; undefined for calls that open no network. */
export function deriveNetwork(record: CloudTrailRecord): NetworkFacts | undefined {
  const read = ingressRuleReader(callKey(record) ?? '');
  const parameters = record.fields['requestParameters'];
  if (read === undefined || !isJsonObject(parameters)) return undefined;
  const rules = read(parameters);
  const open = rules.filter((rule) => coversWorld(addressesFor(rule, rules)));
  const ranges = open.map((rule) => rule.ports).filter((range) => range !== undefined);
  return {
    openToWorld: open.length > 0,
    openPorts: sortedDistinct(ranges.map(portRangeText)),
    sensitivePortOpen: ranges.some(hasSensitivePort),
  };
}

/** Who reaches the ports of a rule by any of the request's rules: halves of the world may stand in two. */
function addressesFor({ cidrs, ports }: IngressRule, rules: readonly IngressRule[]): readonly string[] {
  if (ports === undefined) return cidrs;
  return rules
    .filter((other) => other.ports !== undefined && other.ports.from <= ports.from && other.ports.to >= ports.to)
    .flatMap((other) => other.cidrs);
}
