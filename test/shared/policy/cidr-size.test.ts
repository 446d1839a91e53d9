import { expect, test } from 'vitest';
import { cidrSize } from '#shared/policy/cidr-size.ts';

test.each([
  ['192.0.2.0/24', { version: 4, prefixLength: 24 }],
  ['192.0.2.7', { version: 4, prefixLength: 32 }],
  ['0.0.0.0/0', { version: 4, prefixLength: 0 }],
  ['198.51.100.77/0', { version: 4, prefixLength: 0 }],
  ['519.51.100.77/0', { version: 4, prefixLength: 0 }],
  ['198.051.100.077/00', { version: 4, prefixLength: 0 }],
  ['::/0', { version: 6, prefixLength: 0 }],
  ['2001:db8::/32', { version: 6, prefixLength: 32 }],
  ['2001:db8::1', { version: 6, prefixLength: 128 }],
  ['::ffff:0.0.0.0/96', { version: 4, prefixLength: 0 }],
  ['::ffff:192.0.2.0/120', { version: 4, prefixLength: 24 }],
  ['::ffff:0.0.0.0/32', { version: 6, prefixLength: 32 }],
  ['192.0.2.0/33', undefined],
  ['192.0.2.0/', undefined],
  ['192.0.2.*', undefined],
  ['7', undefined],
  ['', undefined],
])('%s', (text, expected) => {
  expect(cidrSize(text)).toEqual(expected);
});
