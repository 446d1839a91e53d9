import { describe, expect, test } from 'vitest';
import { limitDepth } from '#shared/alert/limit-depth.ts';
import type { Json } from '#shared/model/json.ts';

describe('limitDepth', () => {
  test.each<[string, Json, Json]>([
    ['a text', 'a', 'a'],
    ['a list at the limit', [['a']], [['a']]],
    ['a list below the limit', [[['a']]], [['…']]],
    ['an object below the limit', { a: { b: { c: 1 } } }, { a: { b: '…' } }],
    ['null', null, null],
  ])('of %s', (_, value, expected) => {
    expect(limitDepth(value, 2)).toEqual(expected);
  });

  test('takes a value too deep to be written as JSON', () => {
    const deep = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as Json;
    expect(JSON.stringify(limitDepth(deep, 2))).toBe('[["…"]]');
  });
});
