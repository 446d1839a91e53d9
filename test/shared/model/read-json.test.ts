import { describe, expect, test } from 'vitest';
import type { Json } from '#shared/model/json.ts';
import { isFalse, isTrue, listOf, memberAt, textAt } from '#shared/model/read-json.ts';

describe('memberAt', () => {
  test.each<readonly [value: Json, path: readonly string[], expected: Json | undefined]>([
    [{ a: { b: 0 } }, ['a', 'b'], 0],
    [{ a: null }, ['a'], null],
    [{ a: null }, ['a', 'b'], undefined],
    [{ a: ['x'] }, ['a', '0'], undefined],
    [{}, ['constructor'], undefined],
    [7, [], 7],
  ])('%j at %j', (value, path, expected) => {
    expect(memberAt(value, ...path)).toEqual(expected);
  });
});

test.each<readonly [value: Json, expected: string | undefined]>([
  [{ a: 'x' }, 'x'],
  [{ a: '' }, undefined],
  [{ a: 1 }, undefined],
])('the text in %j', (value, expected) => {
  expect(textAt(value, 'a')).toBe(expected);
});

test.each<readonly [value: Json | undefined, expected: readonly Json[]]>([
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  ['a', ['a']],
  [{ a: 1 }, [{ a: 1 }]],
  [false, [false]],
  [null, []],
  [undefined, []],
])('the list of %j', (value, expected) => {
  expect(listOf(value)).toEqual(expected);
});

test.each<readonly [value: Json | undefined, truth: boolean, falsehood: boolean]>([
  [true, true, false],
  ['TRUE', true, false],
  [false, false, true],
  ['False', false, true],
  [1, false, false],
  [undefined, false, false],
])('%j is true: %s, is false: %s', (value, truth, falsehood) => {
  expect([isTrue(value), isFalse(value)]).toEqual([truth, falsehood]);
});
