import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { fieldValues } from '#shared/sigma/field-values.ts';
import { eventOf } from './rule-helpers.ts';

describe('fieldValues', () => {
  const cases: readonly (readonly [string, JsonObject, string, readonly Json[]])[] = [
    ['a top-level field', { eventName: 'RunTask' }, 'eventName', ['RunTask']],
    ['an absent field', {}, 'eventName', []],
    ['null', { errorCode: null }, 'errorCode', [null]],
    ['a nested field', { a: { b: { c: 1 } } }, 'a.b.c', [1]],
    ['an object', { a: { b: {} } }, 'a.b', [{}]],
    ['only the end of a path like a derived one', { x: { derived: { y: 1 } } }, 'x.derived.y', [1]],
    ['a path into a text', { a: 'text' }, 'a.length', []],
    ['a path into null', { a: null }, 'a.b', []],
    ['members of a list', { a: [1, 2] }, 'a', [1, 2]],
    ['an empty list', { a: [] }, 'a', []],
    ['a path across a list', { a: [{ b: 1 }, { c: 0 }, { b: 2 }] }, 'a.b', [1, 2]],
    ['a path across nested lists', { a: [[{ b: 1 }], [[{ b: 2 }]]] }, 'a.b', [1, 2]],
    ['a list at the end of lists', { a: [{ b: [1, 2] }, { b: [3] }] }, 'a.b', [1, 2, 3]],
    ['one member by index', { a: [{ b: 1 }, { b: 2 }] }, 'a[1].b', [2]],
    ['the last member', { a: [1, 2, 3] }, 'a[-1]', [3]],
    ['a member by an index of two digits', { a: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 'x'] }, 'a[10]', ['x']],
    ['a key with digits before an index', { a1: [0, 'x'] }, 'a1[1]', ['x']],
    ['an index is no part of a key', { 'a.0': 'x' }, 'a[0]', []],
    ['an index beyond the end', { a: [1] }, 'a[1]', []],
    ['an index into an object', { a: { 0: 1 } }, 'a[0]', []],
    ['an index in an index', { a: [[1, 2], [3]] }, 'a[0][1]', [2]],
    ['a number as a key', { a: { 0: 'x' } }, 'a.0', ['x']],
    ['a number is no index', { a: ['x'] }, 'a.0', []],
    ['a key with a dot', { tags: { 'team.name': 'blue' } }, 'tags.team.name', ['blue']],
    ['a key with dots at the top', { 'a.b.c': 1 }, 'a.b.c', [1]],
    ['a key with dots below another', { a: { 'b.c.d': 1 } }, 'a.b.c.d', [1]],
    ['two keys with dots', { 'a.b': { 'c.d': 1 } }, 'a.b.c.d', [1]],
    ['both spellings of a path', { a: { b: 1 }, 'a.b': 2 }, 'a.b', [1, 2]],
    ['a key with a dot before a list', { 'a.b': [{ c: 1 }] }, 'a.b.c', [1]],
    ['case of keys counts', { EventName: 'x' }, 'eventName', []],
    ['a prototype key that is not there', {}, '__proto__', []],
    ['an inherited method', {}, 'constructor.name', []],
    ['a prototype key that is there', JSON.parse('{"__proto__":{"a":1}}'), '__proto__.a', [1]],
    ['a key called null', { null: 1 }, 'null', [1]],
  ];
  it.each(cases)('%s', (_, fields, path, expected) => {
    expect(fieldValues(eventOf(fields), path)).toEqual(expected);
  });

  it.each([
    ['a derived field', { policy: { public: true } }, 'derived.policy.public', [true]],
    ['a derived list', { resources: ['arn:a', 'arn:b'] }, 'derived.resources', ['arn:a', 'arn:b']],
    ['a member of a derived list', { resources: ['arn:a', 'arn:b'] }, 'derived.resources[1]', ['arn:b']],
    ['a path below a member of a derived list', { resources: [{ name: 'a' }] }, 'derived.resources[0].name', ['a']],
    ['a derived fact that may be there', { policy: { public: undefined } }, 'derived.policy.public', []],
    ['what every object inherits', {}, 'derived.constructor', []],
    ['a derived fact that does not apply', { policy: undefined }, 'derived.policy', []],
  ])('%s', (_, derived, path, expected) => {
    expect(fieldValues(eventOf({}, derived), path)).toEqual(expected);
  });

  it('never reads derived fields from the record', () => {
    expect(fieldValues(eventOf({ derived: { policy: { public: true } } }), 'derived.policy.public')).toEqual([]);
  });
});
