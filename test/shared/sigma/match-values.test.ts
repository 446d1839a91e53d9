import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { lineMatches } from './rule-helpers.ts';

/** The value that the field `f` has; `absent` for a record without it. */
const absent = Symbol('absent');

function record(value: Json | typeof absent): JsonObject {
  return value === absent ? {} : { f: value as Json };
}

const policy = '{"Statement":[{"Effect":"Allow","Resource":"arn:aws:s3:::logs/*"}]}';

describe('a line of a selection', () => {
  const cases: readonly (readonly [string, Json | typeof absent, boolean])[] = [
    // texts
    ['f: StopLogging', 'stopLOGGING', true],
    ['f: StopLogging', 'StopLogging2', false],
    ['f: StopLogging', absent, false],
    ['f: StopLogging', null, false],
    ['f: Stop*', 'stoplogging', true],
    ["f: 'false'", false, true],
    ["f: 'False'", false, true],
    ["f: 'false'", true, false],
    ["f: 'false'", 'FALSE', true],
    ["f: '123'", 123, true],
    ["f: '123'", '123', true],
    ["f: '1.0'", 1, false],
    ["f: '12*'", 123, true],
    ["f: 'null'", null, false],
    ["f: 'null'", 'null', true],
    // lists and objects
    ['f: a', ['b', 'A'], true],
    ['f: a', ['b'], false],
    ['f: a', [['a']], true],
    ['f: a', [], false],
    ['f: \'["a"]\'', ['a'], false],
    ['f: a,b', ['a', 'b'], false],
    ["f: '[object Object]'", { a: 1 }, false],
    ["f|contains: '[object Object]'", { a: 1 }, false],
    ["f|contains: 'null'", null, false],
    ["f|contains: '\\\\\"'", { a: 'x' }, false],
    ['f: \'{"a":1}\'', { a: 1 }, false],
    ['f|contains: Suspended', { VersioningConfiguration: { Status: 'Suspended' } }, true],
    ['f|contains: status', { VersioningConfiguration: { Status: 'Suspended' } }, true],
    ['f|contains: \'"a":1\'', { a: 1, b: 2 }, true],
    ['f|contains: \'"a": 1\'', { a: 1, b: 2 }, false],
    ["f|startswith: '{\"b'", { b: 1, a: 2 }, true],
    ["f|endswith: '2}'", { b: 1, a: 2 }, true],
    ['f|contains: \'x","y\'', ['x', 'y'], true],
    ['f|startswith: y', ['x', 'y'], true],
    ['f|contains: \'"Allow"\'', { policyDocument: policy }, true],
    ['f|contains: \'\\"Allow\\"\'', { policyDocument: policy }, true],
    ['f|contains: \'"Deny"\'', { policyDocument: policy }, false],
    ['f|contains: \'"Effect":"Allow"\'', { bucketPolicy: JSON.parse(policy) }, true],
    // presence
    ["f: '*'", 'x', true],
    ["f: '*'", '', true],
    ["f: '*'", 0, true],
    ["f: '*'", {}, true],
    ["f: '*'", [], true],
    ["f: '*'", null, false],
    ["f: '*'", absent, false],
    ["f|contains: '*'", 'AccessDenied', true],
    ["f|contains: '*'", absent, false],
    ["f: '?*'", '', false],
    // empty and null
    ["f: ''", '', true],
    ["f: ''", absent, false],
    ["f: ''", null, false],
    ["f: ''", ' ', false],
    ['f: null', null, true],
    ['f: null', absent, true],
    ['f: null', '', false],
    ['f: null', 'null', false],
    ['f: null', 0, false],
    ['f: null', [], false],
    ['f: null', [null], true],
    ['f:', absent, true],
    ['f: [Success, null]', absent, true],
    ['f: [Success, null]', 'Success', true],
    ['f: [Success, null]', 'AccessDenied', false],
    // numbers
    ['f: 22', 22, true],
    ['f: 22', '22', true],
    ['f: 22', '22.0', true],
    ['f: 22', '022', false],
    ['f: 22', 'x22', false],
    ['f: 22', '', false],
    ['f: 22', true, false],
    ['f: 22', [21, 22], true],
    ['f: -1', -1, true],
    ['f: -1', '-1', true],
    ['f: 0.5', 0.5, true],
    ['f: 0', -0, true],
    // booleans
    ['f: true', true, true],
    ['f: true', 'true', true],
    ['f: true', 'TRUE', true],
    ['f: true', 1, false],
    ['f: true', 'yes', false],
    ['f: true', false, false],
    ['f: false', absent, false],
    ['f: false', 'false', true],
    // several values
    ['f: [a, b]', 'B', true],
    ['f: [a, b]', 'c', false],
    ['f: [a, 1, true]', 1, true],
  ];
  it.each(cases)('%s on %j: %s', (line, value, expected) => {
    expect(lineMatches(line, record(value))).toBe(expected);
  });

  const paths: readonly (readonly [string, string, JsonObject, boolean])[] = [
    ['a path across a list', 'a.b: 2', { a: [{ b: 1 }, { b: 2 }] }, true],
    ['null where some member has the field', 'a.b: null', { a: [{ b: 1 }, {}] }, false],
    ['null where no member has the field', 'a.b: null', { a: [{}, {}] }, true],
    ['null where some member has null', 'a.b: null', { a: [{ b: 1 }, { b: null }] }, true],
    ['null below null', 'a.b: null', { a: null }, true],
    ['one member by index', 'a[0].b: 2', { a: [{ b: 1 }, { b: 2 }] }, false],
    ['the last member', 'a[-1].b: 2', { a: [{ b: 1 }, { b: 2 }] }, true],
    ['a key with a dot', 'a.b.c: 1', { a: { 'b.c': 1 } }, true],
    ['an inherited property', 'constructor.name: Object', {}, false],
  ];
  it.each(paths)('%s', (_, line, fields, expected) => {
    expect(lineMatches(line, fields)).toBe(expected);
  });

  it('reads derived fields', () => {
    expect(lineMatches('derived.policy.public: true', {}, { policy: { public: true } })).toBe(true);
  });
});

describe('keywords', () => {
  const cases: readonly (readonly [string, string, JsonObject, boolean])[] = [
    ['a value anywhere', '- trufflehog', { userAgent: 'TruffleHog 3' }, true],
    ['a value after one deep inside', '- needle', { a: { b: 'hay' }, c: 'needle' }, true],
    ['a value deep inside', '- needle', { a: [{ b: { c: 'a needle in hay' } }] }, true],
    ['a key is no value', '- userAgent', { userAgent: 'x' }, false],
    ['a number in the record', '- 4433', { a: 44331 }, true],
    ['a number in the rule', '- 22', { a: 'port 22 open' }, true],
    ['a boolean', '- "true"', { a: true }, true],
    ['a wildcard inside', '- s3*browser', { a: 'the S3 Web Browser 9' }, true],
    ['across two values', '- alice*bob', { a: 'alice', b: 'bob' }, false],
    ['an escaped wildcard', String.raw`- a\*b`, { a: 'axb' }, false],
    ['null is no text', '- "null"', { a: null }, false],
    ['one of several', '- x\n- needle', { a: 'needle' }, true],
    ['a text alone', 'needle', { a: 'a needle' }, true],
    ['all of several, in different values', "'|all': [alice, bob]", { a: 'alice', b: 'bob' }, true],
    ['all of several, one missing', "'|all': [alice, bob]", { a: 'alice' }, false],
    ['with regard to case', "'|cased': Needle", { a: 'needle' }, false],
    ['an expression', "'|re': 'n[e]+dle$'", { a: 'a needle' }, true],
    ['not', "'|neq': needle", { a: 'needle' }, false],
    ['contains says nothing new', "'|contains': needle", { a: 'a needle' }, true],
    ['mixed with maps', '- needle\n- a: hay', { a: 'hay' }, true],
  ];
  it.each(cases)('%s', (_, keywords, fields, expected) => {
    const indented = keywords.replaceAll('\n', '\n  ');
    expect(lineMatches(indented, fields)).toBe(expected);
  });

  it('do not search derived fields', () => {
    expect(lineMatches('- needle', {}, { actor: { name: 'needle' } })).toBe(false);
  });
});
