import { describe, expect, it } from 'vitest';
import { compileRule } from '#shared/sigma/compile-rule.ts';
import { eventOf, inOneLine, parseText } from './rule-helpers.ts';

const global =
  'action: global\nlevel: high\nlogsource: {product: aws, service: cloudtrail}\ndetection: {condition: selection}\n---\n';
const logsource = 'logsource: {product: aws, service: cloudtrail}\n';

function rule(title: string, eventName: string): string {
  return `title: ${title}\ndetection: {selection: {eventName: ${eventName}}}\n`;
}

/** What was loaded: each rule's title, level, and which of the records A and B it matches; and the messages. */
function load(text: string): { rules: readonly (readonly [string, string, string])[]; messages: readonly string[] } {
  const { rules, problems } = parseText(text);
  return {
    rules: rules.map((loaded) => {
      const { matches } = compileRule(loaded);
      const matched = ['A', 'B'].filter((eventName) => matches(eventOf({ eventName })));
      return [loaded.meta.title, loaded.meta.level, matched.join('')] as const;
    }),
    messages: problems.map(inOneLine),
  };
}

describe('actions', () => {
  it.each([
    [
      'global gives its keys to the rules that follow',
      `${global}${rule('One', 'A')}---\n${rule('Two', 'B')}`,
      [
        ['One', 'high', 'A'],
        ['Two', 'high', 'B'],
      ],
    ],
    [
      'a later global takes the place of the first',
      `${global}${rule('One', 'A')}---\n${global.replace('high', 'low')}${rule('Two', 'B')}`,
      [
        ['One', 'high', 'A'],
        ['Two', 'low', 'B'],
      ],
    ],
    [
      'reset ends what global began',
      `${global}${rule('One', 'A')}---\naction: reset\n---\n${rule('Two', 'B').replace('}}', '}, condition: selection}')}${logsource}`,
      [
        ['One', 'high', 'A'],
        ['Two', 'medium', 'B'],
      ],
    ],
    [
      'repeat is the rule before it, changed',
      `${global}${rule('One', 'A')}---\naction: repeat\ntitle: Two\nlevel: low\ndetection: {selection: {eventName: B}}\n`,
      [
        ['One', 'high', 'A'],
        ['Two', 'low', 'B'],
      ],
    ],
    [
      'repeat needs no global',
      `${rule('One', 'A').replace('}}', '}, condition: selection}')}${logsource}---\naction: repeat\ntitle: Two\n`,
      [
        ['One', 'medium', 'A'],
        ['Two', 'medium', 'A'],
      ],
    ],
    [
      'repeat after repeat changes what is already changed',
      `${global}${rule('One', 'A')}---\naction: repeat\ntitle: Two\ndetection: {selection: {eventName: B}}\n---\naction: repeat\ntitle: Three\n`,
      [
        ['One', 'high', 'A'],
        ['Two', 'high', 'B'],
        ['Three', 'high', 'B'],
      ],
    ],
  ])('%s', (_, text, rules) => {
    expect(load(text)).toEqual({ rules, messages: [] });
  });

  it('global leaves correlations and filters alone', () => {
    const others = `title: C\ncorrelation: {type: event_count, rules: [One], timespan: 1h, condition: {gte: 2}}\nlevel: low\n---\ntitle: F\n${logsource}filter: {rules: [One], who: {who: me}, condition: not who}\n`;
    const { correlations, rules, problems } = parseText(`${global}${rule('One', 'A')}---\n${others}`);
    expect([problems, correlations.map(({ meta }) => meta.level), Object.keys(rules[0]?.selections ?? {})]).toEqual([
      [],
      ['low'],
      ['selection', 'filter F/who'],
    ]);
  });

  it.each([
    [
      'a rule that says otherwise than global',
      `${global}${rule('One', 'A')}level: low\n`,
      ['8:1 "level" stands in the global document of this file too (say it in one of the two)'],
    ],
    [
      'a rule that says otherwise deep inside',
      `${global}${rule('One', 'A').replace('}}', '}, condition: not selection}')}`,
      ['7:40 "condition" stands in the global document of this file too (say it in one of the two)'],
    ],
    [
      'nothing to repeat',
      'action: repeat\ntitle: Two\n',
      ['1:1 there is no good rule before this one to repeat (write this rule out)'],
    ],
    ['an unknown action', 'action: globl\ntitle: Two\n', ['1:9 there is no action "globl" (did you mean "global"?)']],
    [
      'keys beside reset',
      'action: reset\ntitle: Two\n',
      ['2:1 reset has no keys beside it (put them into a document of their own, after a line with ---)'],
    ],
    ['nothing but global', global, ['1:1 the file has no rule (write one, or delete the file)']],
  ])('refuse %s', (_, text, messages) => {
    expect(load(text)).toEqual({ rules: [], messages });
  });

  it('report what is wrong with the global document once', () => {
    const text = `${global.replace('high', 'urgent')}${rule('One', 'A')}---\n${rule('Two', 'B')}`;
    expect(load(text)).toEqual({
      rules: [],
      messages: ['2:8 level cannot be "urgent" (use one of informational, low, medium, high, critical)'],
    });
  });

  it('report a repeated rule that keeps the id of the first', () => {
    const text = `${global}${rule('One', 'A')}---\naction: repeat\ndetection: {selection: {eventName: B}}\n`;
    expect(load(text)).toEqual({
      rules: [['One', 'high', 'A']],
      messages: ['9:1 the id "One" is taken by "One" in under-test.yml (give each rule its own)'],
    });
  });
});
