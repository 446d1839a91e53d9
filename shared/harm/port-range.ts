import type { Json } from '#shared/model/json.ts';

/** Ports from one to another, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

const allPorts: PortRange = { from: 0, to: 65_535 };

// EC2 takes names, protocol numbers as text, and -1 for every protocol with every port (EC2 API reference, IpPermission).
const everyProtocol: ReadonlySet<string> = new Set(['-1', 'all']);
const portProtocols: ReadonlySet<string> = new Set(['tcp', 'udp', '6', '17']);

/** The ports that a rule names; undefined for a protocol without ports, such as ICMP, where `from` and `to` mean a type. */
export function readPortRange(
  protocol: Json | undefined,
  from: Json | undefined,
  to: Json | undefined,
): PortRange | undefined {
  // No protocol is every protocol, to be on the safe side; an object is never turned into text, which its members could forbid.
  const name = typeof protocol === 'number' || typeof protocol === 'string' ? `${protocol}`.toLowerCase() : '-1';
  if (everyProtocol.has(name)) return allPorts;
  if (!portProtocols.has(name)) return undefined;
  const [first, last] = [portNumber(from), portNumber(to)];
  return first === undefined || last === undefined ? allPorts : { from: first, to: last };
}

/** `from-to`, or `all`. */
export function portRangeText({ from, to }: PortRange): string {
  return from <= allPorts.from && to >= allPorts.to ? 'all' : `${from}-${to}`;
}

/** A port given as a number or as text; undefined for -1, which stands for all of them. */
function portNumber(value: Json | undefined): number | undefined {
  const port = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isInteger(port) && port >= 0 ? port : undefined;
}
