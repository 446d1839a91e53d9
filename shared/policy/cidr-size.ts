import ipaddr from 'ipaddr.js';

/** An address range by its size alone. */
export interface CidrSize {
  readonly version: 4 | 6;
  /** Bits that are fixed: 0 is every address. */
  readonly prefixLength: number;
}

const shape = /^([0-9A-Fa-f:.]+)(?:\/(\d{1,3}))?$/;

/** The size of an address range, or of a single address; undefined when the text is neither.
 *
 * The prefix length decides, not the address: anonymised logs hold ranges such as `57.43.1.9/0` and octets past 255.
 * A range of IPv4-mapped addresses (`::ffff:0.0.0.0/96`) has the size of the IPv4 range. */
export function cidrSize(text: string): CidrSize | undefined {
  const [, address, prefix] = shape.exec(text) ?? [];
  if (address === undefined) return undefined;
  const version = address.includes(':') ? 6 : address.includes('.') ? 4 : undefined;
  if (version === undefined) return undefined;
  const bits = version === 6 ? 128 : 32;
  const prefixLength = prefix === undefined ? bits : Number(prefix);
  if (prefixLength > bits) return undefined;
  if (version === 6 && prefixLength >= 96 && isMappedIpv4(address))
    return { version: 4, prefixLength: prefixLength - 96 };
  return { version, prefixLength };
}

function isMappedIpv4(address: string): boolean {
  return ipaddr.IPv6.isValid(address) && ipaddr.IPv6.parse(address).isIPv4MappedAddress();
}
