import { describe, expect, it } from 'vitest';
import { parseNetwork } from '#shared/sigma/match/ip-network.ts';

describe('parseNetwork', () => {
  it.each([
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.3.0', false],
    ['192.0.2.128/25', '192.0.2.127', false],
    ['192.0.2.128/25', '192.0.2.128', true],
    ['192.0.2.7/32', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.8', false],
    ['0.0.0.0/0', '198.51.100.9', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '198.51.100.9', false],
    ['192.0.2.0/24', '::ffff:192.0.2.9', true],
    ['192.0.2.0/24', '192.000.2.9', false],
    ['192.0.2.0/24', '192.0.2', false],
    ['192.0.2.0/24', '192.0.2.0/24', false],
    ['::ffff:192.0.2.0/24', '192.0.2.9', true],
    ['2001:db8::1/128', '2001:db8::1', true],
    ['2001:db8::1', '2001:db8::2', false],
    ['2001:db8::/32', '192.0.2.1', false],
    ['192.0.2.0/24', '3221225985', false],
    ['2001:db8::/32', '2001:db8::1:2:3:4:5:6:7:8', false],
    ['192.0.2.0/24', 'cloudtrail.amazonaws.com', false],
    ['192.0.2.0/24', 'AWS Internal', false],
    ['192.0.2.0/24', '', false],
    ['2001:db8::/32', '2001:0DB8:1::5', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:db8::/47', '2001:db8:1::', true],
    ['2001:db8::/47', '2001:db8:2::', false],
  ])('%s holds %s: %s', (network, text, expected) => {
    const parsed = parseNetwork(network);
    expect(parsed.ok && parsed.contains(text)).toBe(expected);
  });

  const spelling = 'write it as 192.0.2.0/24 or 2001:db8::/32';
  it.each([
    ['192.0.2.0/33', 'the prefix /33 is longer than 32 bits', 'write at most /32'],
    ['2001:db8::/129', 'the prefix /129 is longer than 128 bits', 'write at most /128'],
    [
      '192.0.2.1/24',
      '"192.0.2.1/24" has bits set beyond its prefix',
      'write 192.0.2.0/24 for the network, 192.0.2.1/32 for the address alone',
    ],
    [
      '2001:db8::1/64',
      '"2001:db8::1/64" has bits set beyond its prefix',
      'write 2001:db8::/64 for the network, 2001:db8::1/128 for the address alone',
    ],
    ['192.0.2/24', '"192.0.2/24" is not an IP network', spelling],
    ['192.0.2.0/24/8', '"192.0.2.0/24/8" is not an IP network', spelling],
    ['192.0.2.0/', '"192.0.2.0/" is not an IP network', spelling],
    ['192.0.2.0/x', '"192.0.2.0/x" is not an IP network', spelling],
    ['192.0.2.0/x4', '"192.0.2.0/x4" is not an IP network', spelling],
    ['192.0.2.0/4x', '"192.0.2.0/4x" is not an IP network', spelling],
    ['192.0.2.0/0024', '"192.0.2.0/0024" is not an IP network', spelling],
    ['', '"" is not an IP network', spelling],
    ['anywhere', '"anywhere" is not an IP network', spelling],
  ])('refuses %s', (network, message, hint) => {
    expect(parseNetwork(network)).toEqual({ ok: false, message, hint });
  });
});
