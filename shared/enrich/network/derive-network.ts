import type { NetworkFacts } from '#shared/model/derived.ts';
import { isJsonObject } from '#shared/model/json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { callKey } from '../call/call-key.ts';
import { cidrSize } from '../cidr-size.ts';
import { sortedDistinct } from '../read.ts';
import { ingressRuleReader } from './ingress-rule.ts';
import { portRangeText } from './port-range.ts';
import { hasSensitivePort } from './sensitive-ports.ts';

/** What a call lets in from the whole world; undefined for calls that open no network. */
export function deriveNetwork(record: CloudTrailRecord): NetworkFacts | undefined {
  const read = ingressRuleReader(callKey(record) ?? '');
  const parameters = record.fields['requestParameters'];
  if (read === undefined || !isJsonObject(parameters)) return undefined;
  const open = read(parameters).filter((rule) => coversWorld(rule.cidrs));
  const ranges = open.map((rule) => rule.ports).filter((range) => range !== undefined);
  return {
    openToWorld: open.length > 0,
    openPorts: sortedDistinct(ranges.map(portRangeText)),
    sensitivePortOpen: ranges.some(hasSensitivePort),
  };
}

// 224.0.0.0/3 holds no hosts, so that the other seven eighths are the world; public IPv6 addresses all lie in 2000::/3 (RFC 4291).
const worldShares = { 4: 7 / 8, 6: 1 / 8 } as const;

/** Tell whether address ranges together come to the size of the world: `/0`, or what `/0` is split into to look harmless. */
function coversWorld(cidrs: readonly string[]): boolean {
  const shares = { 4: 0, 6: 0 };
  for (const text of new Set(cidrs)) {
    const size = cidrSize(text.trim());
    if (size !== undefined) shares[size.version] += 2 ** -size.prefixLength;
  }
  return shares[4] >= worldShares[4] || shares[6] >= worldShares[6];
}
