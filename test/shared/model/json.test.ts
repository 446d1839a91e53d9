import { expect, it } from 'vitest';
import { isJsonObject, type Json } from '#shared/model/json.ts';

it.each<[string, Json, boolean]>([
  ['an object', { a: 1 }, true],
  ['an empty object', {}, true],
  ['a list', [{}], false],
  ['null', null, false],
  ['a text', 'a', false],
  ['a number', 0, false],
])('%s is an object of JSON: %s', (_, value, expected) => {
  expect(isJsonObject(value)).toBe(expected);
});
