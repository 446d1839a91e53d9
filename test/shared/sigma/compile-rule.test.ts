import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/model/json.ts';
import { compileRule } from '#shared/sigma/compile-rule.ts';
import { eventOf, matches, ruleOf } from './rule-helpers.ts';

describe('compileRule matches', () => {
  const cases: readonly (readonly [string, string, JsonObject, boolean])[] = [
    ['all lines of a map', 'a: {f: 1, g: 2}\ncondition: a', { f: 1, g: 2 }, true],
    ['not only one of them', 'a: {f: 1, g: 2}\ncondition: a', { f: 1 }, false],
    ['one map of a list', 'a: [{f: 1, g: 1}, {f: 2}]\ncondition: a', { f: 2 }, true],
    ['no mix of the maps of a list', 'a: [{f: 1, g: 1}, {f: 2}]\ncondition: a', { f: 1, g: 2 }, false],
    ['and', 'a: {f: 1}\nb: {g: 1}\ncondition: a and b', { f: 1 }, false],
    ['or', 'a: {f: 1}\nb: {g: 1}\ncondition: a or b', { g: 1 }, true],
    ['not', 'a: {f: 1}\ncondition: not a', {}, true],
    ['and not, with the exception', 'a: {f: 1}\nb: {g: 1}\ncondition: a and not b', { f: 1, g: 1 }, false],
    ['1 of', 'a_1: {f: 1}\na_2: {f: 2}\ncondition: 1 of a_*', { f: 2 }, true],
    ['all of', 'a_1: {f: 1}\na_2: {g: 2}\ncondition: all of a_*', { f: 1 }, false],
    ['one condition of a list', 'a: {f: 1}\nb: {f: 2}\ncondition: [a, b]', { f: 2 }, true],
    ['a selection called as a prototype key', '__proto__: {f: 1}\ncondition: __proto__', { f: 1 }, true],
    ['a selection called as an inherited one', 'constructor: {f: 1}\ncondition: constructor', { f: 2 }, false],
  ];
  it.each(cases)('%s', (_, detection, fields, expected) => {
    expect(matches(detection, fields)).toBe(expected);
  });
});

describe('compileRule explains', () => {
  const cases: readonly (readonly [string, string, JsonObject, readonly unknown[]])[] = [
    [
      'by selection, field, value and test',
      'a: {eventName: [StopLogging, DeleteTrail], f|contains: admin}\ncondition: a',
      { eventName: 'stoplogging', f: 'TheAdmin' },
      [
        { selection: 'a', field: 'eventName', value: 'stoplogging', test: 'equals: StopLogging' },
        { selection: 'a', field: 'f', value: 'TheAdmin', test: 'contains: admin' },
      ],
    ],
    [
      'each of all values',
      'a: {f|contains|all: [x, y]}\ncondition: a',
      { f: ['x', 'y'] },
      [
        { selection: 'a', field: 'f', value: 'x', test: 'contains: x' },
        { selection: 'a', field: 'f', value: 'y', test: 'contains: y' },
      ],
    ],
    [
      'the member of a list',
      'a: {f: y}\ncondition: a',
      { f: ['x', 'y'] },
      [{ selection: 'a', field: 'f', value: 'y', test: 'equals: y' }],
    ],
    [
      'a field that must be there',
      'a: {f|exists: true}\ncondition: a',
      { f: 'x' },
      [{ selection: 'a', field: 'f', value: 'x', test: 'exists: true' }],
    ],
    [
      'a keyword that must not be there',
      "a: {'|neq': needle}\ncondition: a",
      { g: 'hay' },
      [{ selection: 'a', value: null, test: 'not (contains: needle)' }],
    ],
    [
      'an absent field',
      'a: {f: null}\ncondition: a',
      {},
      [{ selection: 'a', field: 'f', value: null, test: 'absent or null' }],
    ],
    [
      'a field that must not be there',
      'a: {f|exists: false}\ncondition: a',
      {},
      [{ selection: 'a', field: 'f', value: null, test: 'exists: false' }],
    ],
    [
      'a value that must differ',
      'a: {f|neq: x}\ncondition: a',
      { f: 'y' },
      [{ selection: 'a', field: 'f', value: 'y', test: 'not (equals: x)' }],
    ],
    [
      'a value that must differ from several',
      'a: {f|neq: [x, z]}\ncondition: a',
      { f: 'y' },
      [{ selection: 'a', field: 'f', value: 'y', test: 'not (equals: x, or equals: z)' }],
    ],
    [
      'a value that must not have several parts at once',
      'a: {f|contains|all|neq: [x, z]}\ncondition: a',
      { f: 'xy' },
      [{ selection: 'a', field: 'f', value: 'xy', test: 'not (contains: x, and contains: z)' }],
    ],
    [
      'a keyword',
      'a: [needle]\ncondition: a',
      { g: { h: 'a needle' } },
      [{ selection: 'a', value: 'a needle', test: 'contains: needle' }],
    ],
    [
      'only what held of an or',
      'a: {f: 1}\nb: {f: 2}\ncondition: a or b',
      { f: 2 },
      [{ selection: 'b', field: 'f', value: 2, test: 'equals: 2' }],
    ],
    [
      'only the maps of a list that held as a whole',
      'a: [{f: 1, g: 1}, {f: 1, h: 1}]\ncondition: a',
      { f: 1, h: 1 },
      [
        { field: 'f', value: 1 },
        { field: 'h', value: 1 },
      ],
    ],
    [
      'nothing of what is negated',
      'a: {f: 1}\nb: {g: 1}\ncondition: a and not b',
      { f: 1 },
      [{ selection: 'a', field: 'f', value: 1, test: 'equals: 1' }],
    ],
    [
      'falsy values as they are',
      'a: {f: false, g: 0}\ncondition: a',
      { f: false, g: 0 },
      [{ value: false }, { value: 0 }],
    ],
  ];
  it.each(cases)('%s', (_, detection, fields, expected) => {
    expect(compileRule(ruleOf(detection)).explain(eventOf(fields))).toMatchObject(expected);
  });
});

describe('the reason of a keyword', () => {
  it('has no field at all', () => {
    const reasons = compileRule(ruleOf('a: [needle]\ncondition: a')).explain(eventOf({ g: 'needle' }));
    expect(reasons.flatMap(Object.keys)).toEqual(['selection', 'value', 'test']);
  });
});

describe('compileRule tells each test in the rule’s own words', () => {
  it.each([
    ['f: a', 'a', 'equals: a'],
    ["f: ''", '', 'equals: (empty text)'],
    ['f: true', true, 'equals: true'],
    ['f|startswith: a', 'ab', 'startswith: a'],
    ['f|endswith|cased: b', 'ab', 'endswith|cased: b'],
    ['f: a*c', 'abc', 'matches: a*c'],
    ['f|exists: true', 'x', 'exists: true'],
    ['f|re|i: ^A', 'ab', 're|i: ^A'],
    ['f|re|s|i: ^A', 'ab', 're|i|s: ^A'],
    ['f|gte: 5', 6, 'gte: 5'],
    ['f|hour: 5', '2026-03-01T05:00:00Z', 'hour: 5'],
    ['f|hour|lt: 6', '2026-03-01T05:00:00Z', 'hour|lt: 6'],
    ['f|cidr: 192.0.2.0/24', '192.0.2.1', 'cidr: 192.0.2.0/24'],
    ['f|fieldref: f', 'x', 'fieldref: f'],
    ['f|fieldref|contains|cased: f', 'x', 'fieldref|contains|cased: f'],
    ['f|windash|all: ["-a", "/a"]', '-a', 'equals: -a, or equals: /a, or equals: –a, or equals: —a, or equals: ―a'],
  ])('%s', (line, value, test) => {
    const rule = compileRule(ruleOf(`s:\n  ${line}\ncondition: s`));
    expect(rule.explain(eventOf({ f: value }))[0]?.test).toBe(test);
  });
});
