import { cidrSize } from '#shared/policy/cidr-size.ts';

// 224.0.0.0/3 holds no hosts, so that the other seven eighths are the world; public IPv6 addresses all lie in 2000::/3 (RFC 4291).
const worldShares = { 4: 7 / 8, 6: 1 / 8 } as const;

/** Tell whether address ranges together come to the size of the world: `/0`, or what `/0` is split into to look harmless. */
export function coversWorld(cidrs: readonly string[]): boolean {
  const shares = { 4: 0, 6: 0 };
  for (const text of new Set(cidrs)) {
    const size = cidrSize(text.trim());
    if (size !== undefined) shares[size.version] += 2 ** -size.prefixLength;
  }
  return shares[4] >= worldShares[4] || shares[6] >= worldShares[6];
}
