import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json } from '#shared/model/json.ts';
import { canonicalJson } from '#shared/respond/canonical-json.ts';

describe('canonicalJson', () => {
  it.each<[string, Json, string]>([
    ['orders the members', { b: 1, a: 2 }, '{"a":2,"b":1}'],
    ['orders the members within', { b: [{ d: 1, c: 2 }] }, '{"b":[{"c":2,"d":1}]}'],
    ['keeps the order of a list', ['b', 'a'], '["b","a"]'],
    ['writes a bare value', null, 'null'],
  ])('%s', (_, value, expected) => {
    expect(canonicalJson(value)).toBe(expected);
  });

  it('is the same whatever the order of members, and for no other value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (any) => {
        const value: Json = JSON.parse(JSON.stringify(any));
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });
});

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([name, member]) => [name, reversed(member)]));
}
