import { describe, expect, it } from 'vitest';
import { carriedFields, fieldOf, fieldsOf } from '#shared/correlate/carried-fields.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { correlationOf, entryAt, metaOf } from './correlation-helpers.ts';

const rule = (id: string, over: Partial<CorrelationRule> = {}): CorrelationRule =>
  correlationOf({ meta: metaOf(id), ...over });

/** The rules that refer to each, by its id. */
const referringIn = (rules: readonly CorrelationRule[]): ReadonlyMap<string, readonly CorrelationRule[]> =>
  new Map(
    [...new Set(rules.flatMap(({ ruleIds }) => ruleIds))].map((id) => [
      id,
      rules.filter(({ ruleIds }) => ruleIds.includes(id)),
    ]),
  );

describe('the field that a name means', () => {
  const aliased = rule('outer', { aliases: { who: { base: 'userIdentity.userName' } } });
  it.each([
    ['an alias, of a rule that it names', 'who', 'base', 'userIdentity.userName'],
    ['an alias, of another rule', 'who', 'other', 'who'],
    ['a field', 'eventName', 'base', 'eventName'],
    ['a name that every object has', 'constructor', 'base', 'constructor'],
    ['an alias, of a rule of such a name', 'who', 'toString', 'who'],
  ])('%s', (_, name, ruleId, expected) => {
    expect(fieldOf(aliased, name, ruleId)).toBe(expected);
  });
});

describe('the fields that records carry', () => {
  it.each<[string, readonly [CorrelationRule, ...CorrelationRule[]], readonly string[]]>([
    ['none, where no other correlation refers to theirs', [rule('inner', { groupBy: ['a'], fields: ['b'] })], []],
    [
      'what the other one groups by and counts',
      [rule('inner'), rule('outer', { ruleIds: ['inner'], groupBy: ['a'], fields: ['b', 'c'] })],
      ['a', 'b', 'c'],
    ],
    [
      'nothing that theirs groups by',
      [rule('inner', { groupBy: ['a'] }), rule('outer', { ruleIds: ['inner'], groupBy: ['a', 'b'] })],
      ['b'],
    ],
    [
      'each once, for several others',
      [
        rule('inner'),
        rule('outer', { ruleIds: ['inner'], groupBy: ['a', 'b'] }),
        rule('another', { ruleIds: ['inner'], groupBy: ['b', 'c'] }),
      ],
      ['a', 'b', 'c'],
    ],
    [
      'what an alias means in theirs',
      [
        rule('inner'),
        rule('outer', {
          ruleIds: ['inner', 'other'],
          groupBy: ['who'],
          aliases: { who: { inner: 'userIdentity.userName', other: 'requestParameters.userName' } },
        }),
      ],
      ['userIdentity.userName'],
    ],
    [
      'what the outermost of three asks for, through the one between',
      [
        rule('inner'),
        rule('middle', { ruleIds: ['inner'], groupBy: ['a'] }),
        rule('outer', { ruleIds: ['middle'], groupBy: ['b'] }),
      ],
      ['a', 'b'],
    ],
  ])('%s', (_, rules, expected) => {
    expect(carriedFields(rules[0], referringIn(rules))).toEqual(expected);
  });
});

describe('the fields of an episode', () => {
  it('have the distinct values of its records', () => {
    const [first, ...rest] = [
      entryAt(0, { fields: { who: ['alice', 'bob'], where: ['a'] } }),
      entryAt(1),
      entryAt(2, { fields: { who: ['bob', 'carol'], where: [] } }),
    ];
    if (first === undefined) throw new Error('no entry');
    const fields = fieldsOf({ entries: [first, ...rest], crossedMs: 0, peak: 0 });
    expect(fields).toEqual({ who: ['alice', 'bob', 'carol'], where: ['a'] });
  });

  it('have 25 values each', () => {
    const who = Array.from({ length: 26 }, (_, number) => `user-${number}`);
    const fields = fieldsOf({ entries: [entryAt(0, { fields: { who } })], crossedMs: 0, peak: 0 });
    expect(fields).toEqual({ who: who.slice(0, 25) });
  });

  it('are none where its records carry none', () => {
    expect(fieldsOf({ entries: [entryAt(0)], crossedMs: 0, peak: 0 })).toEqual({});
  });
});
