import ipaddr from 'ipaddr.js';

/** An IPv4 or IPv6 network, or what is wrong with its text. */
export type ParsedNetwork =
  | { readonly ok: true; readonly contains: (text: string) => boolean }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/** Read a network in CIDR notation; an address alone is a network of one. */
export function parseNetwork(network: string): ParsedNetwork {
  const [addressText = '', prefixText, ...rest] = network.split('/');
  const address = parseAddress(addressText);
  if (address === undefined || rest.length > 0 || !/^\d{1,3}$/.test(prefixText ?? '0')) {
    const hint = 'write it as 192.0.2.0/24 or 2001:db8::/32';
    return { ok: false, message: `"${network}" is not an IP network`, hint };
  }
  const bits = address.length * 8;
  const prefix = Number(prefixText ?? bits);
  if (prefix > bits) {
    return { ok: false, message: `the prefix /${prefix} is longer than ${bits} bits`, hint: `write at most /${bits}` };
  }
  const start = address.map((byte, at) => byte & maskByte(prefix, at));
  if (start.some((byte, at) => byte !== address[at])) {
    const hint = `write ${formatAddress(start)}/${prefix} for the network, ${addressText}/${bits} for the address alone`;
    return { ok: false, message: `"${network}" has bits set beyond its prefix`, hint };
  }
  return {
    ok: true,
    contains: (text) => {
      const found = parseAddress(text);
      return (
        found?.length === start.length && start.every((byte, at) => byte === ((found[at] ?? 0) & maskByte(prefix, at)))
      );
    },
  };
}

/** The address's 4 or 16 bytes; `undefined` for what is not an address: `sourceIPAddress` may be a service's name. An IPv4
 * address mapped into IPv6 is the IPv4 address; one with leading zeros is none, for tools disagree whether they mean octal. */
function parseAddress(text: string): readonly number[] | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text).toByteArray();
  if (!ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return (address.isIPv4MappedAddress() ? address.toIPv4Address() : address).toByteArray();
}

/** The bits of the byte at a position that belong to the network. */
function maskByte(prefix: number, at: number): number {
  const kept = Math.min(8, Math.max(0, prefix - at * 8));
  return (0xff << (8 - kept)) & 0xff;
}

function formatAddress(bytes: readonly number[]): string {
  return ipaddr.fromByteArray([...bytes]).toString();
}
