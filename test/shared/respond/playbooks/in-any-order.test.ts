import { expect, test } from 'vitest';
import type { Json } from '#shared/model/json.ts';
import { inAnyOrder } from '#shared/respond/playbooks/in-any-order.ts';

test.each<readonly [name: string, one: Json, other: Json]>([
  ['texts', ['b', 'a'], ['a', 'b']],
  ['objects, whatever the order of their members', [{ a: 1, b: 2 }, { a: 0 }], [{ a: 0 }, { b: 2, a: 1 }]],
  ['lists within lists', [['b', 'a'], ['c']], [['c'], ['a', 'b']]],
  ['lists within objects', { a: [{ b: [2, 1] }] }, { a: [{ b: [1, 2] }] }],
])('equal lists come out equal: %s', (_, one, other) => {
  expect(inAnyOrder(one)).toEqual(inAnyOrder(other));
});

test.each<readonly [name: string, one: Json, other: Json]>([
  ['another entry', ['a', 'b'], ['a', 'c']],
  ['an entry twice', ['a', 'a'], ['a']],
  ['null and its text', [null], ['null']],
])('different ones stay different: %s', (_, one, other) => {
  expect(inAnyOrder(one)).not.toEqual(inAnyOrder(other));
});
