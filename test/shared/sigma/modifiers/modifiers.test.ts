import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/model/json.ts';
import { modifiersByName } from '#shared/sigma/modifiers/registry.ts';
import { lineMatches, lineProblems, ruleOf } from '../rule-helpers.ts';

type Case = readonly [line: string, fields: JsonObject, expected: boolean];

function base64(text: string, encoding: 'utf8' | 'utf16le' = 'utf8'): string {
  return Buffer.from(text, encoding).toString('base64');
}

const time = '2026-01-05T22:07:00Z';

/** Each modifier's own cases: at least one that matches and one that does not. */
const casesByModifier: Readonly<Record<string, readonly Case[]>> = {
  all: [
    ['f|contains|all: [a, b]', { f: 'xbxa' }, true],
    ['f|contains|all: [a, b]', { f: 'xbx' }, false],
    ['f|all: [a, b]', { f: ['A', 'B', 'c'] }, true],
    ['f|all|contains: [a, b]', { f: ['a', 'c'] }, false],
    ['f|windash|contains|all: ["-a", "-b"]', { f: 'x /a -b' }, true],
    ['f|windash|contains|all: ["-a", "-b"]', { f: 'x /a' }, false],
  ],
  neq: [
    ['f|neq: a', { f: 'b' }, true],
    ['f|neq: a', { f: 'A' }, false],
    ['f|neq: a', {}, true],
    ['f|neq: [a, b]', { f: 'b' }, false],
    ['f|neq: [a, b]', { f: 'c' }, true],
    ['f|neq: a', { f: ['b', 'a'] }, false],
    ['f|contains|neq: a', { f: 'xax' }, false],
    ['f|contains|all|neq: [a, b]', { f: 'a' }, true],
    ['f|neq: 5', { f: 6 }, true],
    ['f|neq: null', { f: 'x' }, true],
    ['f|neq: null', {}, false],
    ['f|re|neq: ^a', { f: 'ab' }, false],
    ['f|cidr|neq: 192.0.2.0/24', { f: '198.51.100.1' }, true],
  ],
  startswith: [
    ['f|startswith: ab', { f: 'ABc' }, true],
    ['f|startswith: ab', { f: 'cab' }, false],
    ['f|startswith: a*c', { f: 'abcd' }, true],
    ['f|startswith: 12', { f: 123 }, true],
  ],
  endswith: [
    ['f|endswith: bc', { f: 'aBC' }, true],
    ['f|endswith: bc', { f: 'bca' }, false],
    ['f|endswith: bc', { f: 'c' }, false],
  ],
  contains: [
    ['f|contains: b', { f: 'aBc' }, true],
    ['f|contains: b', { f: 'ac' }, false],
    ['f|contains: b?d', { f: 'abcde' }, true],
    ['f|contains: [x, b]', { f: 'abc' }, true],
    ["f|contains: ''", { f: 'x' }, true],
    ['f|contains: 2', { f: 123 }, true],
    ['f|contains: true', { f: 'is True' }, true],
    [String.raw`f|contains: a\*b`, { f: 'xa*by' }, true],
    [String.raw`f|contains: a\*b`, { f: 'xaxby' }, false],
  ],
  exists: [
    ['f|exists: true', { f: 'x' }, true],
    ['f|exists: true', { f: null }, true],
    ['f|exists: true', { f: '' }, true],
    ['f|exists: true', { f: [] }, true],
    ['f|exists: true', {}, false],
    ['f|exists: false', {}, true],
    ['f|exists: false', { f: null }, false],
    ['f.g|exists: true', { f: [{}, { g: 1 }] }, true],
    ['f.g|exists: true', { f: [] }, false],
  ],
  cased: [
    ['f|cased: Admin', { f: 'Admin' }, true],
    ['f|cased: Admin', { f: 'admin' }, false],
    ['f|contains|cased: Admin', { f: 'xAdmin' }, true],
    ['f|cased|contains: Admin', { f: 'xadmin' }, false],
    ['f|cased: A*n', { f: 'admin' }, false],
  ],
  windash: [
    ['f|windash|contains: " -enc"', { f: 'run /enc' }, true],
    ['f|windash|contains: " -enc"', { f: 'run \u2013enc' }, true],
    ['f|windash|contains: " /enc"', { f: 'run \u2015ENC' }, true],
    ['f|windash|contains: " -enc"', { f: 'run +enc' }, false],
    ['f|windash: -user-name', { f: '/user-name' }, true],
    ['f|windash: -user-name', { f: '/user/name' }, false],
    ['f|windash: --user', { f: '-/user' }, true],
    ['f|windash: --user', { f: '//user' }, false],
    ['f|windash: a b', { f: 'a b' }, true],
  ],
  re: [
    ['f|re: ^a.+z$', { f: 'abz' }, true],
    ['f|re: ^a.+z$', { f: 'ABZ' }, false],
    ['f|re: b', { f: 'abc' }, true],
    [String.raw`f|re: '^\*\\$'`, { f: '*\\' }, true],
    ['f|re: 12', { f: 123 }, true],
    ['f|re: \'"a":1\'', { f: { a: 1 } }, true],
    ['f|re: [x, y]', { f: 'y' }, true],
    ['f|re: .*', { f: null }, false],
  ],
  i: [
    ['f|re|i: ^AB', { f: 'abc' }, true],
    ['f|re|i: ^AB', { f: 'xab' }, false],
  ],
  ignorecase: [
    ['f|re|ignorecase: ^AB', { f: 'abc' }, true],
    ['f|re|ignorecase|dotall: a.B', { f: 'A\nb' }, true],
    ['f|re|ignorecase: a.B', { f: 'A\nb' }, false],
  ],
  m: [
    ['f|re|m: ^b$', { f: 'a\nb' }, true],
    ['f|re|m: ^b$', { f: 'a\nbb' }, false],
  ],
  multiline: [
    ['f|re|multiline: ^b$', { f: 'a\nb' }, true],
    ['f|re|multiline: ^b$', { f: 'ab' }, false],
  ],
  s: [
    ['f|re|s: a.b', { f: 'a\nb' }, true],
    ['f|re|s: a.b', { f: 'ab' }, false],
  ],
  dotall: [
    ['f|re|dotall: a.b', { f: 'a\nb' }, true],
    ['f|re|dotall: a.b', { f: 'ab' }, false],
  ],
  base64: [
    ['f|base64: whoami', { f: base64('whoami') }, true],
    ['f|base64: whoami', { f: 'whoami' }, false],
    ['f|base64|contains: é', { f: `x ${base64('é')} y` }, true],
    [String.raw`f|base64: a\*b`, { f: base64('a*b') }, true],
  ],
  base64offset: [
    ['f|base64offset|contains: whoami', { f: base64('whoami && id') }, true],
    ['f|base64offset|contains: whoami', { f: base64('.whoami && id') }, true],
    ['f|base64offset|contains: whoami', { f: base64('..whoami && id') }, true],
    ['f|base64offset|contains: whoamis', { f: base64('..whoamis') }, true],
    ['f|base64offset|contains: whoamist', { f: base64('.whoamist!') }, true],
    ['f|base64offset|contains: whoami', { f: base64('who am i') }, false],
  ],
  utf16le: [
    ['f|utf16le|base64: cmd', { f: base64('cmd', 'utf16le') }, true],
    ['f|utf16le|base64: cmd', { f: base64('cmd') }, false],
    ['f|utf16le|base64offset|contains: café', { f: base64('un café', 'utf16le') }, true],
  ],
  wide: [
    ['f|wide|base64: cmd', { f: base64('cmd', 'utf16le') }, true],
    ['f|wide|base64: cmd', { f: 'cmd' }, false],
  ],
  utf16be: [
    ['f|utf16be|base64: cmd', { f: Buffer.from([0, 99, 0, 109, 0, 100]).toString('base64') }, true],
    ['f|utf16be|base64: cmd', { f: base64('cmd', 'utf16le') }, false],
  ],
  utf16: [
    ['f|utf16|base64: cmd', { f: Buffer.from([0xff, 0xfe, 99, 0, 109, 0, 100, 0]).toString('base64') }, true],
    ['f|utf16|base64: cmd', { f: base64('cmd', 'utf16le') }, false],
  ],
  lt: [
    ['f|lt: 5', { f: 4 }, true],
    ['f|lt: 5', { f: 5 }, false],
    ['f|lt: 5', {}, false],
  ],
  lte: [
    ['f|lte: 5', { f: 5 }, true],
    ['f|lte: 5', { f: 6 }, false],
  ],
  gt: [
    ['f|gt: 5', { f: 5.5 }, true],
    ['f|gt: 5', { f: 5 }, false],
    ['f|gt: 5', { f: '6' }, true],
    ['f|gt: 5', { f: 'six' }, false],
    ['f|gt: -1', { f: '' }, false],
    ['f|gt: -1', { f: true }, false],
    ['f|gt: -1', { f: null }, false],
    ['f|gt: 5', { f: [1, 9] }, true],
  ],
  gte: [
    ['f|gte: 5', { f: 5 }, true],
    ['f|gte: 1.50', { f: 1.5 }, true],
    ['f|gte: 5', { f: 4 }, false],
    ['eventTime|hour|gte: 22', { eventTime: time }, true],
  ],
  minute: [
    ['eventTime|minute: 7', { eventTime: time }, true],
    ['eventTime|minute: 8', { eventTime: time }, false],
  ],
  hour: [
    ['eventTime|hour: 22', { eventTime: time }, true],
    ['eventTime|hour: [1, 22]', { eventTime: time }, true],
    ['eventTime|hour|lt: 6', { eventTime: time }, false],
    ['eventTime|hour: 22', { eventTime: '...' }, false],
    ['eventTime|hour: 22', { eventTime: 22 }, false],
  ],
  day: [
    ['eventTime|day: 5', { eventTime: time }, true],
    ['eventTime|day: 6', { eventTime: time }, false],
  ],
  week: [
    ['eventTime|week: 2', { eventTime: time }, true],
    ['eventTime|week: 1', { eventTime: time }, false],
  ],
  month: [
    ['eventTime|month: 1', { eventTime: time }, true],
    ['eventTime|month: 2', { eventTime: time }, false],
  ],
  year: [
    ['eventTime|year: 2026', { eventTime: time }, true],
    ['eventTime|year: 2025', { eventTime: time }, false],
  ],
  cidr: [
    ['f|cidr: 192.0.2.0/24', { f: '192.0.2.77' }, true],
    ['f|cidr: 192.0.2.0/24', { f: '198.51.100.7' }, false],
    ["f|cidr: ['2001:db8::/32', 192.0.2.0/24]", { f: '2001:db8::7' }, true],
    ['f|cidr: 192.0.2.0/24', { f: 'ec2.amazonaws.com' }, false],
    ['f|cidr: 192.0.2.0/24', { f: ['198.51.100.7', '192.0.2.1'] }, true],
    ['f|cidr: 192.0.2.0/24', { f: 3221225985 }, false],
  ],
  fieldref: [
    ['f|fieldref: g', { f: 'Alice', g: 'alice' }, true],
    ['f|fieldref: g', { f: 'alice', g: 'bob' }, false],
    ['f|fieldref: g', { f: 'alice' }, false],
    ['f|fieldref: g', { f: null, g: null }, false],
    ['f|fieldref: g', { f: 1, g: '1' }, true],
    ['f|fieldref: g', { f: { a: 1 }, g: { a: 1 } }, false],
    ['f|fieldref: g.h', { f: ['a', 'b'], g: [{ h: 'c' }, { h: 'b' }] }, true],
    ['f|fieldref: g', { f: 'a*', g: 'abc' }, false],
    ['f|fieldref: g', { f: ['a', 'b'], g: ['c', 'B'] }, true],
    ['f|fieldref: g', { f: ['a', 'b'], g: ['c', { h: 'a' }, null] }, false],
    ['f|fieldref|endswith: g', { f: ['x', 'user/alice'], g: ['bob', 'alice'] }, true],
    ['f|fieldref|cased: g', { f: 'Alice', g: 'alice' }, false],
    ['f|cased|fieldref: g', { f: 'Alice', g: 'Alice' }, true],
    ['f|fieldref|endswith: g', { f: 'user/alice', g: 'alice' }, true],
    ['f|fieldref|startswith: g', { f: 'alice-key', g: 'ALICE' }, true],
    ['f|fieldref|startswith: g', { f: 'my-alice', g: 'alice' }, false],
    ['f|contains|fieldref: g', { f: 'x alice x', g: 'alice' }, true],
    ['f|fieldref|neq: g', { f: 'alice', g: 'bob' }, true],
    ['f|fieldref|neq: g', { f: 'alice', g: 'alice' }, false],
    ['f|fieldref: derived.actor.name', { f: 'alice' }, false],
  ],
  expand: [
    ['f|expand: plain', { f: 'plain' }, true],
    [String.raw`f|expand: \%half%`, { f: '%half%' }, true],
    ['f: "%name%"', { f: '%name%' }, true],
    ['f|expand: plain', { f: 'other' }, false],
  ],
};

describe('modifiers', () => {
  it('have cases for each name', () => {
    expect([...modifiersByName.keys()].sort()).toEqual(Object.keys(casesByModifier).sort());
  });

  it.each(Object.entries(casesByModifier))('%s has cases that match and cases that do not', (_, cases) => {
    expect(new Set(cases.map(([, , expected]) => expected)).size).toBe(2);
  });

  const all = Object.values(casesByModifier).flat();
  it.each(all)('%s on %j: %s', (line, fields, expected) => {
    expect(lineMatches(line, fields)).toBe(expected);
  });
});

describe('expand', () => {
  const placeholders = { Admins: ['alice', 'bob*'], office: ['192.0.2.0/24', '2001:db8::/32'], none: [], '%': ['x'] };
  const expanded = (line: string): unknown =>
    ruleOf(`selection:\n  ${line}\ncondition: selection`, { placeholders }).selections;

  it('puts every value in the place of a name', () => {
    expect(expanded("f|expand|contains: 'user/%Admins%'")).toEqual(expanded("f|contains: ['user/alice', 'user/bob*']"));
  });

  it('may come before a network', () => {
    expect(expanded("f|expand|cidr: '%office%'")).toEqual(expanded("f|cidr: [192.0.2.0/24, '2001:db8::/32']"));
  });

  it.each([
    ['an unknown name', "f|expand: '%Admin%'", 'nothing is known of the placeholder %Admin%'],
    ['a name without values', "f|expand: '%none%'", 'the placeholder %none% has no values'],
    ['more values than can be', `f|expand: '${'%Admins%'.repeat(12)}'`, 'the placeholders make more than 1000 values'],
    ['a number', 'f|expand: 5', 'expand needs a text'],
  ])('refuses %s', (_, line, message) => {
    expect(lineProblems(line, { placeholders })).toEqual([message]);
  });
});

describe('modifiers are refused', () => {
  it.each([
    ['f|contain: a', 'there is no modifier "contain"'],
    ['f|: a', 'there is no modifier ""'],
    ['f|CONTAINS: a', 'there is no modifier "CONTAINS"'],
    ['f|contains|contains: a', 'the modifier contains is given twice'],
    ['f|re|i|ignorecase: a', 'the modifier ignorecase is given twice'],
    ['f|all: a', 'all needs a list of at least two values'],
    ['f|contains|startswith: a', 'startswith cannot follow contains'],
    ['f|re|contains: a', 'contains needs a text'],
    ['f|contains|re: a', 're cannot follow contains'],
    ['f|cased|re: a', 're cannot follow cased'],
    ['f|re|cased: a', 'cased says nothing new after re'],
    ['f|re: "("', 'missing closing ): `(`'],
    ['f|re: null', 're needs a text'],
    ['f|i: a', 'i can only follow re'],
    ['f|i|re: a', 'i can only follow re'],
    ['f|contains: null', 'contains needs a text'],
    ['f|cased: null', 'cased needs a text'],
    ['f|exists: maybe', 'exists needs true or false'],
    ['f|exists: "true"', 'exists needs true or false'],
    ['f|exists: 1', 'exists needs true or false'],
    ['f|contains|exists: true', 'exists cannot follow contains'],
    ['f|cidr: 192.0.2.0/40', 'the prefix /40 is longer than 32 bits'],
    ['f|cidr: 192.0.2.*', 'cidr needs an IP network'],
    ['f|cidr: anywhere', '"anywhere" is not an IP network'],
    ['f|cidr: 5', 'cidr needs an IP network'],
    ['f|contains|cidr: 192.0.2.0/24', 'cidr cannot follow contains'],
    ['f|lt: five', 'lt needs a number'],
    ['f|lt: "5"', 'lt needs a number'],
    ['f|lt: true', 'lt needs a number'],
    ['f|lt|gt: 5', 'gt cannot follow lt'],
    ['f|gte: .inf', '.inf is no number of a record'],
    ['f|hour: 24', 'hour cannot be 24'],
    ['f|hour: 1.5', 'hour cannot be 1.5'],
    ['f|hour: noon', 'hour needs a number'],
    ['f|day: 0', 'day cannot be 0'],
    ['f|gte|hour: 5', 'hour needs a number'],
    ['f|base64: a*', 'only a text without wildcards can be put into Base64'],
    ['f|contains|base64: a', 'only a text without wildcards can be put into Base64'],
    ['f|base64offset|contains: ab', 'the text is too short for base64offset'],
    ['f|wide: a', 'no text of a record is in UTF-16'],
    ['f|wide|contains: a', 'contains needs a text'],
    ['f|wide|base64: a*', 'utf16le needs a text without wildcards'],
    ['f|windash: " -a -b -c -d -e"', 'windash has more than 4 dashes to vary'],
    ['f|windash: null', 'windash needs a text'],
    ['f|fieldref: a*', 'fieldref needs the name of a field'],
    ['f|fieldref: 5', 'fieldref needs the name of a field'],
    ['f|re|fieldref: a', 'fieldref cannot follow re'],
    ["'|exists': true", 'exists needs a field'],
    ["'|cidr': 192.0.2.0/24", 'cidr needs a field'],
    ["'|startswith': a", 'startswith needs a field'],
    ["'|cased': null", 'cased needs a text'],
  ])('%s', (line, message) => {
    expect(lineProblems(line)).toEqual([message]);
  });
});
