import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/model/json.ts';
import type { ValueTest } from '#shared/sigma/ast.ts';
import { compileRule } from '#shared/sigma/compile-rule.ts';
import { compileTest } from '#shared/sigma/match/compile-test.ts';
import { eventOf, lineMatches, ruleOf } from '../rule-helpers.ts';

describe('a comparison of two fields', () => {
  it.each<[string, string, JsonObject, boolean]>([
    ['equal texts in another case', 'f|fieldref: g', { f: 'Alice', g: 'alice' }, true],
    ['equal texts in another case, with regard to it', 'f|fieldref|cased: g', { f: 'Alice', g: 'alice' }, false],
    ['a number and its text', 'f|fieldref: g', { f: 5, g: '5' }, true],
    ['a start', 'f|fieldref|startswith: g', { f: 'alice', g: 'al' }, true],
    ['a start where an end is asked', 'f|fieldref|endswith: g', { f: 'alice', g: 'al' }, false],
    ['an end', 'f|fieldref|endswith: g', { f: 'alice', g: 'ice' }, true],
    ['an end where a start is asked', 'f|fieldref|startswith: g', { f: 'alice', g: 'ice' }, false],
    ['a part', 'f|fieldref|contains: g', { f: 'alice', g: 'lic' }, true],
    ['a part where a start is asked', 'f|fieldref|startswith: g', { f: 'alice', g: 'lic' }, false],
    ['a part where an end is asked', 'f|fieldref|endswith: g', { f: 'alice', g: 'lic' }, false],
    ['no part', 'f|fieldref|contains: g', { f: 'alice', g: 'bob' }, false],
    ['a part where equality is asked', 'f|fieldref: g', { f: 'alice', g: 'lic' }, false],
    ['a member of each list', 'f|fieldref: g', { f: ['a', 'b'], g: ['c', 'b'] }, true],
    ['a list and the text of its members', 'f|fieldref: g', { f: ['a', 'b'], g: 'a,b' }, false],
    ['a text and a list of its parts', 'f|fieldref: g', { f: 'a,b', g: ['a', 'b'] }, false],
    ['two maps', 'f|fieldref: g', { f: { a: 1 }, g: { a: 1 } }, false],
    ['a map and what an engine calls it', 'f|fieldref: g', { f: { a: 1 }, g: '[object Object]' }, false],
    ['what an engine calls a map, and a map', 'f|fieldref: g', { f: '[object Object]', g: { a: 1 } }, false],
    ['null and its name', 'f|fieldref: g', { f: null, g: 'null' }, false],
    ['the name of null, and null', 'f|fieldref: g', { f: 'null', g: null }, false],
    ['two nulls', 'f|fieldref: g', { f: null, g: null }, false],
    ['two absent fields', 'f|fieldref: g', {}, false],
  ])('%s', (_, line, fields, expected) => {
    expect(lineMatches(line, fields)).toBe(expected);
  });

  it('reads the other field once for each record', () => {
    let reads = 0;
    const fields = {
      f: ['a', 'b', 'c'],
      get g(): string {
        reads += 1;
        return 'd';
      },
    };
    expect([compileRule(ruleOf('s: {f|fieldref: g}\ncondition: s')).matches(eventOf(fields)), reads]).toEqual([
      false,
      1,
    ]);
  });
});

describe('the texts of a map', () => {
  it('are made once for all patterns', () => {
    let reads = 0;
    const parameters = {
      get document(): string {
        reads += 1;
        return 'text';
      },
    };
    const rule = compileRule(ruleOf('s: {f|contains: [x1, y1]}\nt: {f|contains: z1}\ncondition: s or t'));
    expect([rule.matches(eventOf({ f: parameters })), reads]).toEqual([false, 1]);
  });
});

describe('a test that no check has passed is a bug that shows when it is compiled', () => {
  it.each<[string, ValueTest, string]>([
    ['an expression', { test: 'regex', source: 'a(?=b)', flags: '' }, 'look-around is not supported in a(?=b)'],
    ['a network', { test: 'cidr', network: 'anywhere' }, '"anywhere" is not an IP network'],
  ])('%s', (_, test, message) => {
    expect(() => compileTest(test)).toThrow(expect.objectContaining({ name: 'InvalidTestError', message }));
  });

  it('a name of no selection', () => {
    const rule = { ...ruleOf('s: {f: 1}\ncondition: s'), condition: { kind: 'selection', name: 't' } } as const;
    const message = 'there is no selection t';
    expect(() => compileRule(rule)).toThrow(expect.objectContaining({ name: 'InvalidTestError', message }));
  });
});
