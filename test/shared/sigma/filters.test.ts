import { describe, expect, it } from 'vitest';
import type { DetectionRule } from '#shared/sigma/ast.ts';
import { compileRule } from '#shared/sigma/compile-rule.ts';
import { describeRule } from '#shared/sigma/describe-rule.ts';
import { parseRules } from '#shared/sigma/parse-rules.ts';
import { requiredValues } from '#shared/sigma/required-values.ts';
import { traceRule } from '#shared/sigma/trace-rule.ts';
import { eventOf, parseText } from './rule-helpers.ts';

const logsource = 'logsource: {product: aws, service: cloudtrail}\n';
const id = '11111111-1111-4111-8111-111111111111';
const usersRule = `title: User made\nid: ${id}\nname: users\n${logsource}detection: {selection: {eventName: CreateUser}, condition: selection}\n`;
const keysRule = `title: Key made\nname: keys\n${logsource}detection: {selection: {eventName: CreateAccessKey}, condition: selection}\n`;
const chain = 'title: Both\nname: both\ncorrelation: {type: temporal, rules: [users, keys], timespan: 1h}\n';

/** A filter document that leaves out one actor. */
function filter(rules: string, actor = 'deploy', title = 'Known actor'): string {
  return `title: ${title}\n${logsource}filter:\n  rules: ${rules}\n  actor: {who: ${actor}}\n  condition: not actor\n`;
}

function ruleNamed(text: string, name: string): DetectionRule {
  const { rules, problems } = parseText(text);
  const rule = rules.find(({ meta }) => meta.name === name);
  if (rule === undefined || problems.length > 0) throw new Error(`not good: ${JSON.stringify(problems)}`);
  return rule;
}

function madeBy(who: string): ReturnType<typeof eventOf> {
  return eventOf({ eventName: 'CreateUser', who });
}

describe('filters', () => {
  it.each([
    ['its name', '[users]'],
    ['its id', `[${id}]`],
    ['its id in capitals', `[${id.toUpperCase()}]`],
    ['its title', '[User made]'],
    ['its name outside a list', 'users'],
    ['any', 'any'],
    ['any, in capitals', 'ANY'],
    ['its name and its id', `[users, ${id}]`],
  ])('apply to a rule by %s', (_, rules) => {
    const { matches } = compileRule(ruleNamed(`${usersRule}---\n${filter(rules)}`, 'users'));
    expect([matches(madeBy('deploy')), matches(madeBy('mallory'))]).toEqual([false, true]);
  });

  it('are ANDed as they stand: without not they let only those through that they describe', () => {
    const text = `${usersRule}---\n${filter('any').replace('not actor', 'actor')}`;
    const { matches } = compileRule(ruleNamed(text, 'users'));
    expect([matches(madeBy('deploy')), matches(madeBy('mallory'))]).toEqual([true, false]);
  });

  it('leave the other rules as they are', () => {
    const [, keys] = parseText(`${usersRule}---\n${keysRule}---\n${filter('[users]')}`).rules;
    expect(keys).toEqual(parseText(keysRule).rules[0]);
  });

  it('apply to each of several rules, and each to all with any', () => {
    const selections = (rules: string): readonly (readonly string[])[] =>
      parseText(`${usersRule}---\n${keysRule}---\n${filter(rules)}`).rules.map((rule) => Object.keys(rule.selections));
    const filtered = ['selection', 'filter Known actor/actor'];
    expect([selections('[keys, users]'), selections('any')]).toEqual([
      [filtered, filtered],
      [filtered, filtered],
    ]);
  });

  it('apply to the whole of a condition with or', () => {
    const either = usersRule.replace('condition: selection', 'other: {eventName: X}, condition: other or selection');
    const { matches } = compileRule(ruleNamed(`${either}---\n${filter('any')}`, 'users'));
    expect([matches(madeBy('deploy')), matches(madeBy('mallory'))]).toEqual([false, true]);
  });

  it('all apply where several name a rule, even under one title', () => {
    const numbered = (text: string, digit: string): string => `id: ${id.replaceAll('1', digit)}\n${text}`;
    const text = [usersRule, numbered(filter('any', 'one'), '4'), numbered(filter('any', 'two'), '5')].join('---\n');
    const rule = ruleNamed(text, 'users');
    const { matches } = compileRule(rule);
    expect({
      selections: Object.keys(rule.selections),
      matched: ['one', 'two', 'three'].map((who) => matches(madeBy(who))),
    }).toEqual({
      selections: ['selection', 'filter Known actor/actor', 'filter Known actor (2)/actor'],
      matched: [false, false, true],
    });
  });

  it('may stand before the rule and in another file', () => {
    const sources = [filter('[users]'), usersRule].map((text, at) => ({ file: `${at}.yml`, path: `${at}.yml`, text }));
    const { rules, problems } = parseRules(sources);
    expect([problems, rules.map(({ selections }) => Object.keys(selections))]).toEqual([
      [],
      [['selection', 'filter Known actor/actor']],
    ]);
  });

  it('keep a selection apart from one of the same name in the rule', () => {
    const text = `${usersRule}---\n${filter('any').replaceAll('actor:', 'selection:').replace('not actor', 'not 1 of them')}`;
    const { matches } = compileRule(ruleNamed(text, 'users'));
    expect([matches(madeBy('deploy')), matches(madeBy('mallory'))]).toEqual([false, true]);
  });

  it('leave a rule to be found by its event names', () => {
    expect(requiredValues(ruleNamed(`${usersRule}---\n${filter('any')}`, 'users'), 'eventName')).toEqual([
      'createuser',
    ]);
  });

  it('show by their title in what a rule means', () => {
    expect(describeRule(ruleNamed(`${usersRule}---\n${filter('any')}`, 'users'))).toEqual([
      'matches a record if',
      '  all of',
      '    selection',
      '      eventName is "CreateUser"',
      '    not',
      '      filter Known actor/actor',
      '        who is "deploy"',
    ]);
  });

  it('join a rule that is joined by and as one more of its parts', () => {
    const both = usersRule.replace('condition: selection', 'other: {eventName: X}, condition: other and selection');
    const { condition } = ruleNamed(`${both}---\n${filter('any')}---\n${filter('any', 'x', 'Another')}`, 'users');
    expect(condition).toEqual({
      kind: 'all',
      of: [
        { kind: 'selection', name: 'other' },
        { kind: 'selection', name: 'selection' },
        { kind: 'not', of: { kind: 'selection', name: 'filter Known actor/actor' } },
        { kind: 'not', of: { kind: 'selection', name: 'filter Another/actor' } },
      ],
    });
  });

  it('show by their title in why a rule did not match', () => {
    const { held, children } = traceRule(ruleNamed(`${usersRule}---\n${filter('any')}`, 'users'), madeBy('deploy'));
    expect([held, children[1]?.held, children[1]?.children[0]?.text]).toEqual([
      false,
      false,
      'filter Known actor/actor',
    ]);
  });

  const known = `${usersRule}---\n${chain.replace('users, keys', 'users')}---\n`;
  it.each([
    ['an unknown rule', filter('[usres]'), [14, 11, 'there is no rule "usres"', 'did you mean "users"?']],
    [
      'a known and an unknown rule',
      filter('[users, none-such]'),
      [14, 18, 'there is no rule "none-such"', 'use the id or name of a rule that is loaded too'],
    ],
    [
      'a correlation',
      filter('[both]'),
      [
        14,
        11,
        '"both" is a correlation, and filters look at single records',
        'name the rules that the correlation refers to',
      ],
    ],
    ['no rules', filter('[]'), [14, 3, 'the filter refers to no rules', 'list their ids or names']],
    [
      'rules left out',
      filter('any').replace('  rules: any\n', ''),
      [
        14,
        3,
        'the filter does not say which rules it is for',
        'add rules: with their ids or names, or rules: any for all',
      ],
    ],
    [
      'a map as a rule',
      filter('[{id: users}]'),
      [14, 11, 'a rule must be named by its id or name', 'write one id or name after each dash'],
    ],
    [
      'no condition',
      filter('any').replace('  condition: not actor\n', ''),
      [14, 3, 'the filter has no condition', 'add condition: not selection to leave out what the selection describes'],
    ],
    [
      'several conditions',
      filter('any').replace('not actor', '[actor, not actor]'),
      [16, 14, 'a filter has one condition, not a list', 'join them by and, or'],
    ],
    [
      'an unknown selection',
      filter('any').replace('not actor', 'actor and not acter'),
      [16, 28, 'there is no selection "acter"', 'did you mean "actor"?'],
    ],
    [
      'a selection that is not used',
      filter('any').replace('  condition', '  place: {where: here}\n  condition'),
      [16, 3, 'the filter\'s condition does not use the selection "place"', 'use it, or take it out'],
    ],
    [
      'other logs',
      filter('any').replace('aws', 'windows'),
      [
        12,
        1,
        "the filter is for other logs than CloudTrail's (product: windows, service: cloudtrail)",
        'CloudTrail filters have product: aws and service: cloudtrail',
      ],
    ],
    [
      'no logs',
      filter('any').replace(logsource, ''),
      [
        11,
        1,
        'the filter does not say which logs it is for',
        'add logsource; CloudTrail filters have product: aws and service: cloudtrail',
      ],
    ],
    [
      'a text in its place',
      `title: F\n${logsource}filter: any\n`,
      [13, 1, 'filter must be a map', 'indent its keys under it'],
    ],
    [
      'a detection beside it',
      `${filter('any')}detection: {}\n`,
      [
        13,
        1,
        'a rule cannot be both a detection and a filter',
        'put the filter into a document of its own, after a line with ---',
      ],
    ],
  ])('are left out, and the rule kept as it is, with %s', (_, text, [line, column, message, hint]) => {
    const { rules, problems } = parseText(known + text);
    expect({ rules, problems }).toEqual({
      rules: parseText(known).rules,
      problems: [{ file: 'rules/under-test.yml', line, column, message, hint }],
    });
  });

  it('report a rule that was not loaded', () => {
    const { problems } = parseText(`${usersRule}level: urgent\n---\n${filter('[users]')}`);
    expect(problems.map(({ message }) => message)).toEqual([
      'level cannot be "urgent"',
      'the rule "users" was not loaded',
    ]);
  });

  it('may have the title of a rule', () => {
    const { rules, problems } = parseText(`${keysRule}---\n${filter('any', 'deploy', 'Key made')}`);
    expect([rules.length, problems]).toEqual([1, []]);
  });

  it('report a second one of the same id', () => {
    const { problems } = parseText(`${usersRule}---\n${filter('any')}---\n${filter('any', 'other')}`);
    expect(problems.map(({ message }) => message)).toEqual([
      'the id "Known actor" is taken by "Known actor" in under-test.yml',
    ]);
  });
});
