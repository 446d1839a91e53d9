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
    ['f|windash: " -a -b -c -d"', { f: ' /a \u2013b \u2014c \u2015d' }, true],
    ['f|windash: " -a*-b"', { f: ' /a x /b' }, true],
    ['f|windash: -5', { f: '/5' }, true],
    ['f|windash|cased: -A', { f: '/a' }, false],
    ['f|windash: -é', { f: '/é' }, true],
    ['f|windash: "- a"', { f: '/ a' }, false],
  ],
  re: [
    ['f|re: ^a.+z$', { f: 'abz' }, true],
    ['f|re: ^a.+z$', { f: 'ABZ' }, false],
    ['f|all|re: [a, b]', { f: 'ab' }, true],
    ['f|neq|re: ^a', { f: 'ab' }, false],
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
    ['f|base64: whoami', { f: base64('whoami').toLowerCase() }, true],
    ['f|base64|cased: whoami', { f: base64('whoami').toLowerCase() }, false],
    ['f|base64|contains: é', { f: `x ${base64('é')} y` }, true],
    [String.raw`f|base64: a\*b`, { f: base64('a*b') }, true],
    ["f|base64: ''", { f: '' }, true],
    ["f|base64: ''", { f: 'x' }, false],
    ['f|base64: 12', { f: base64('12') }, true],
    ['f|base64: true', { f: base64('true') }, true],
  ],
  base64offset: [
    ['f|base64offset|contains: whoami', { f: base64('whoami && id') }, true],
    ['f|base64offset|contains: whoami', { f: base64('.whoami && id') }, true],
    ['f|base64offset|contains: whoami', { f: base64('..whoami && id') }, true],
    ['f|base64offset|contains: whoamis', { f: base64('..whoamis') }, true],
    ['f|base64offset|contains: whoamist', { f: base64('.whoamist!') }, true],
    ['f|base64offset|contains: whoami', { f: base64('who am i') }, false],
    ['f|base64offset|contains: abc', { f: base64('abc') }, true],
    ['f|base64offset|contains: abc', { f: base64('xabcx') }, true],
    ['f|base64offset|contains: abcd', { f: base64('xabcdx') }, true],
    ['f|base64offset|contains: abcd', { f: base64('xxabcdx') }, true],
    ['f|base64offset|contains: abcde', { f: base64('abcdex') }, true],
    ['f|base64offset|contains: abcde', { f: base64('abcdxx') }, false],
  ],
  utf16le: [
    ['f|utf16le|base64: cmd', { f: base64('cmd', 'utf16le') }, true],
    ['f|utf16le|base64: cmd', { f: base64('cmd') }, false],
    ['f|utf16le|base64: €', { f: base64('€', 'utf16le') }, true],
    ['f|utf16le|base64offset|contains: café', { f: base64('un café', 'utf16le') }, true],
  ],
  wide: [
    ['f|wide|base64: cmd', { f: base64('cmd', 'utf16le') }, true],
    ['f|wide|base64: cmd', { f: 'cmd' }, false],
  ],
  utf16be: [
    ['f|utf16be|base64: cmd', { f: Buffer.from([0, 99, 0, 109, 0, 100]).toString('base64') }, true],
    ['f|utf16be|base64: cmd', { f: base64('cmd', 'utf16le') }, false],
    ['f|utf16be|base64: €', { f: Buffer.from([0x20, 0xac]).toString('base64') }, true],
  ],
  utf16: [
    ['f|utf16|base64: cmd', { f: Buffer.from([0xff, 0xfe, 99, 0, 109, 0, 100, 0]).toString('base64') }, true],
    ['f|utf16|base64: cmd', { f: base64('cmd', 'utf16le') }, false],
  ],
  lt: [
    ['f|lt: 5', { f: 4 }, true],
    ['f|lt: 5', { f: 5 }, false],
    ['eventTime|hour|lt: 22', { eventTime: time }, false],
    ['eventTime|hour|lte: 22', { eventTime: time }, true],
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
    ['f|cased|fieldref: g', { f: 'Alice', g: 'alice' }, false],
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

  it('leaves wildcards beside a name as they are', () => {
    expect(expanded("f|expand: '%Admins%/*'")).toEqual(expanded("f: ['alice/*', 'bob*/*']"));
  });

  it.each([
    ['a percent sign alone', "f|expand: '5% of %Admins%'", "f: ['5% of alice', '5% of bob*']"],
    ['an escaped one', String.raw`f|expand: '\%Admins%'`, "f: '%Admins%'"],
    ['a backslash', String.raw`f|expand: 'a\b%Admins%'`, String.raw`f: ['a\balice', 'a\bbob*']`],
    ['two signs', "f|expand: '%%'", "f: '%%'"],
    ['a space in a name', "f|expand: '%a b%'", "f: '%a b%'"],
  ])('takes %s for itself', (_, line, plain) => {
    expect(expanded(line)).toEqual(expanded(plain));
  });

  it('makes as many as 1,000 values', () => {
    const digits = { digit: [...'0123456789'] };
    const rule = ruleOf("s: {f|expand: '%digit%%digit%%digit%'}\ncondition: s", { placeholders: digits });
    expect(rule.selections['s']).toMatchObject({ tests: { length: 1_000 } });
  });

  it('may come before a network', () => {
    expect(expanded("f|expand|cidr: '%office%'")).toEqual(expanded("f|cidr: [192.0.2.0/24, '2001:db8::/32']"));
  });

  it.each([
    [
      'an unknown name',
      "f|expand: '%Admin%'",
      '9:15 nothing is known of the placeholder %Admin% (give it values in the settings; did you mean "Admins"?)',
    ],
    [
      'a name without values',
      "f|expand: '%none%'",
      '9:15 the placeholder %none% has no values (give it at least one value in the settings)',
    ],
    [
      'more values than can be',
      `f|expand: '${'%Admins%'.repeat(12)}'`,
      '9:15 the placeholders make more than 1000 values (split the value or give fewer values)',
    ],
    ['a number', 'f|expand: 5', '9:15 expand needs a text (put expand before what makes it another type)'],
  ])('refuses %s', (_, line, message) => {
    expect(lineProblems(line, { placeholders })).toEqual([message]);
  });
});

describe('a part of a time', () => {
  it.each([
    ['minute', 0, 59],
    ['hour', 0, 23],
    ['day', 1, 31],
    ['week', 1, 53],
    ['month', 1, 12],
    ['year', 1, 9999],
  ])('%s goes from %d to %d', (part, least, most) => {
    const problems = (value: number): readonly string[] => lineProblems(`f|${part}: ${value}`);
    const column = 8 + part.length;
    const refused = (value: number): readonly string[] => [
      `9:${column + 1} ${part} cannot be ${value} (write a number from ${least} to ${most})`,
    ];
    expect([least - 1, least, most, most + 1].map(problems)).toEqual([refused(least - 1), [], [], refused(most + 1)]);
  });
});

describe('a keyword', () => {
  it.each([
    ["'|contains': a"],
    ["'|cased': a"],
    ["'|windash': a"],
    ["'|re': a"],
    ["'|re|i': a"],
    ["'|re|m': a"],
    ["'|re|s': a"],
    ["'|base64': a"],
    ["'|base64offset': abc"],
    ["'|utf16le|base64': a"],
    ["'|utf16be|base64': a"],
    ["'|utf16|base64': a"],
    ["'|expand': a"],
    ["'|neq': a"],
    ["'|all': [a, b]"],
  ])('may have %s', (line) => {
    expect(lineProblems(line)).toEqual([]);
  });

  it.each('startswith endswith exists cidr lt lte gt gte minute hour day week month year fieldref'.split(' '))(
    'cannot have %s, which needs a field',
    (name) => {
      const hint = `put a field before |${name}: keywords are looked for everywhere`;
      expect(lineProblems(`'|${name}': 5`)).toEqual([`9:5 ${name} needs a field (${hint})`]);
    },
  );
});

describe('modifiers are refused', () => {
  it.each([
    ['f|contain: a', '9:5 there is no modifier "contain" (did you mean "contains"?)'],
    [
      'f|: a',
      '9:5 there is no modifier "" (known are: all, neq, startswith, endswith, contains, exists, cased, windash, re, i, ignorecase, m, multiline, s, dotall, base64, base64offset, utf16le, wide, utf16be, utf16, lt, lte, gt, gte, minute, hour, day, week, month, year, cidr, expand, fieldref)',
    ],
    ['f|CONTAINS: a', '9:5 there is no modifier "CONTAINS" (did you mean "contains"?)'],
    ['f|contains|contains: a', '9:5 the modifier contains is given twice (give it once)'],
    ['f|re|i|ignorecase: a', '9:5 the modifier ignorecase is given twice (give it once)'],
    ['f|all: a', '9:5 all needs a list of at least two values (leave all out, or list the other values)'],
    [
      'f|contains|startswith: a',
      '9:28 startswith cannot follow contains (use contains for a text that may be anywhere)',
    ],
    ['f|re|contains: a', '9:20 contains needs a text (take contains away, or put the text in place of the value)'],
    ['f|contains|re: a', '9:20 re cannot follow contains (write where it matches into the expression)'],
    ['f|cased|re: a', '9:17 re cannot follow cased (write where it matches into the expression)'],
    [
      'f|re|cased: a',
      '9:17 cased says nothing new after re (leave it out: regular expressions tell case apart unless i is given)',
    ],
    ['f|re: "("', '9:11 missing closing ): `(` (see the syntax of RE2)'],
    ['f|re: null', '9:11 re needs a text (put the expression into quotes)'],
    ['f|i: a', '9:10 i can only follow re (write re|i)'],
    ['f|i|re: a', '9:13 i can only follow re (write re|i)'],
    ['f|contains: null', '9:17 contains needs a text (take contains away, or put the text in place of the value)'],
    ['f|cased: null', '9:14 cased needs a text (leave it out)'],
    ['f|exists: maybe', '9:15 exists needs true or false (write true or false without quotes)'],
    ['f|exists: "true"', '9:15 exists needs true or false (write true or false without quotes)'],
    ['f|exists: 1', '9:15 exists needs true or false (write true or false without quotes)'],
    ['f|contains|exists: true', '9:24 exists cannot follow contains (use exists alone, with true or false)'],
    ['f|cidr: 192.0.2.0/40', '9:13 the prefix /40 is longer than 32 bits (write at most /32)'],
    ['f|cidr: 192.0.2.*', '9:13 cidr needs an IP network (write it as 192.0.2.0/24 or 2001:db8::/32)'],
    ['f|cidr: anywhere', '9:13 "anywhere" is not an IP network (write it as 192.0.2.0/24 or 2001:db8::/32)'],
    ['f|cidr: 5', '9:13 cidr needs an IP network (write it as 192.0.2.0/24 or 2001:db8::/32)'],
    ['f|contains|cidr: 192.0.2.0/24', '9:22 cidr cannot follow contains (use cidr alone)'],
    ['f|lt: five', '9:11 lt needs a number (write the number without quotes)'],
    ['f|lt: "5"', '9:11 lt needs a number (write the number without quotes)'],
    ['f|lt: true', '9:11 lt needs a number (write the number without quotes)'],
    ['f|hour|lt|gt: 5', '9:19 gt needs a number (write the number without quotes)'],
    ['f|expand|re: a', '9:18 re cannot follow expand (write where it matches into the expression)'],
    ['f|all|re: [a, null]', '9:19 re needs a text (put the expression into quotes)'],
    ['f|all|cidr: [192.0.2.0/24, x]', '9:32 "x" is not an IP network (write it as 192.0.2.0/24 or 2001:db8::/32)'],
    ['f|neq|cidr: x', '9:17 "x" is not an IP network (write it as 192.0.2.0/24 or 2001:db8::/32)'],
    [
      "f|fieldref: ''",
      '9:17 fieldref needs the name of a field (write the path of one field, such as userIdentity.arn)',
    ],
    [
      'f|fieldref: a|b',
      '9:17 fieldref needs the name of a field (write the path of one field, such as userIdentity.arn)',
    ],
    [
      'f|fieldref: a b',
      '9:17 fieldref needs the name of a field (write the path of one field, such as userIdentity.arn)',
    ],
    [
      'f|fieldref: a?',
      '9:17 fieldref needs the name of a field (write the path of one field, such as userIdentity.arn)',
    ],
    ['f|fieldref: a..b', '9:17 the field "a..b" has an empty part (write one dot between two names)'],
    ['f|base64offset: ab', '9:21 the text is too short for base64offset (look for at least three characters)'],
    ['f|lt|gt: 5', '9:14 gt cannot follow lt (use one line for each bound)'],
    ['f|gte: .inf', '9:12 .inf is no number of a record (write a finite number, or quote the text)'],
    ['f|hour: 24', '9:13 hour cannot be 24 (write a number from 0 to 23)'],
    ['f|hour: 1.5', '9:13 hour cannot be 1.5 (write a number from 0 to 23)'],
    ['f|hour: noon', '9:13 hour needs a number (write a number from 0 to 23 without quotes)'],
    ['f|day: 0', '9:12 day cannot be 0 (write a number from 1 to 31)'],
    ['f|gte|hour: 5', '9:17 hour needs a number (write a number from 0 to 23 without quotes)'],
    [
      'f|base64: a*',
      '9:15 only a text without wildcards can be put into Base64 (escape * and ? as \\* and \\?, and put contains after the Base64 modifier)',
    ],
    [
      'f|contains|base64: a',
      '9:24 only a text without wildcards can be put into Base64 (escape * and ? as \\* and \\?, and put contains after the Base64 modifier)',
    ],
    ['f|base64offset|contains: ab', '9:30 the text is too short for base64offset (look for at least three characters)'],
    ['f|wide: a', '9:13 no text of a record is in UTF-16 (put base64 or base64offset after the encoding)'],
    ['f|wide|contains: a', '9:22 contains needs a text (take contains away, or put the text in place of the value)'],
    ['f|wide|base64: a*', '9:20 utf16le needs a text without wildcards (escape * and ? as \\* and \\?)'],
    [
      'f|windash: " -a -b -c -d -e"',
      '9:16 windash has more than 4 dashes to vary (split the value into several, joined by all)',
    ],
    [
      "f|base64: '*'",
      '9:15 only a text without wildcards can be put into Base64 (escape * and ? as \\* and \\?, and put contains after the Base64 modifier)',
    ],
    ['f|windash: null', '9:16 windash needs a text (leave it out)'],
    [
      'f|fieldref: a*',
      '9:17 fieldref needs the name of a field (write the path of one field, such as userIdentity.arn)',
    ],
    [
      'f|fieldref: 5',
      '9:17 fieldref needs the name of a field (write the path of one field, such as userIdentity.arn)',
    ],
    ['f|re|fieldref: a', '9:20 fieldref cannot follow re (put fieldref first)'],
    ["'|exists': true", '9:5 exists needs a field (put a field before |exists: keywords are looked for everywhere)'],
    ["'|cidr': 192.0.2.0/24", '9:5 cidr needs a field (put a field before |cidr: keywords are looked for everywhere)'],
    [
      "'|startswith': a",
      '9:5 startswith needs a field (put a field before |startswith: keywords are looked for everywhere)',
    ],
    ["'|cased': null", '9:15 cased needs a text (leave it out)'],
  ])('%s', (line, message) => {
    expect(lineProblems(line)).toEqual([message]);
  });
});
