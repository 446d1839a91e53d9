import { describe, expect, it } from 'vitest';
import { describeRule } from '#shared/sigma/describe-rule.ts';
import { inOneLine, parseText } from './rule-helpers.ts';

const ids = {
  denied: '11111111-1111-4111-8111-111111111111',
  login: '22222222-2222-4222-8222-222222222222',
  made: 'made',
} as const;

function base(title: string, more: string): string {
  return `title: ${title}\n${more}\nlogsource: {product: aws}\ndetection: {selection: {eventName: X}, condition: selection}\n---\n`;
}

const bases =
  base('Call denied', `id: ${ids.denied}\nname: denied`) +
  base('Login', `id: ${ids.login}\nname: signed_in`) +
  base('Key made', 'name: made');

/** The correlation on line 19, with these lines from 21 on. */
function correlation(...lines: readonly string[]): ReturnType<typeof parseText> {
  const body = lines.map((line) => `  ${line}\n`).join('');
  return parseText(`${bases}title: Under test\ncorrelation:\n  timespan: 1h\n${body}`);
}

const of = (id: string): object => ({ kind: 'selection', name: id });
const not = (inner: object): object => ({ kind: 'not', of: inner });
const all = (...parts: readonly object[]): object => ({ kind: 'all', of: parts });
const any = (...parts: readonly object[]): object => ({ kind: 'any', of: parts });

describe('conditions over rules', () => {
  it.each([
    ['one rule', '[denied]', 'denied', of(ids.denied)],
    ['and not', '[denied, made]', 'denied and not made', all(of(ids.denied), not(of(ids.made)))],
    [
      'parentheses',
      '[denied, signed_in, made]',
      '(denied or signed_in) and NOT made',
      all(any(of(ids.denied), of(ids.login)), not(of(ids.made))),
    ],
    ['a name where rules has the id', `[${ids.denied}]`, 'denied', of(ids.denied)],
    ['an id where rules has the name', '[denied]', ids.denied, of(ids.denied)],
    ['a title of one word', '[signed_in]', 'Login', of(ids.login)],
  ])('name ids after parsing: %s', (_, rules, condition, expected) => {
    const { correlations, problems } = correlation('type: temporal', `rules: ${rules}`, `condition: ${condition}`);
    expect([problems, correlations[0]?.ruleCondition, correlations[0]?.thresholds]).toEqual([[], expected, []]);
  });

  it('take a name as the correlation has it, else as an id, a name, a title', () => {
    const text = `${base('made', 'name: first')}${base('Second', 'name: made')}title: C\ncorrelation: {type: temporal, timespan: 1h, rules: [first, made], condition: made and not first}\n`;
    const { correlations, problems } = parseText(text);
    expect([problems, correlations[0]?.ruleCondition]).toEqual([[], all(of('made'), not(of('first')))]);
  });

  it('say which rules there are where rules is left out', () => {
    const { correlations, problems } = correlation('type: temporal', 'condition: (made or not denied) and made');
    expect([problems, correlations[0]?.ruleIds]).toEqual([[], [ids.made, ids.denied]]);
  });

  it('keep the order of rules for temporal_ordered, whatever theirs', () => {
    const { correlations, problems } = correlation(
      'type: temporal_ordered',
      'rules: [denied, made]',
      'condition: made or denied',
    );
    expect([problems, correlations[0]?.ruleIds, correlations[0]?.ruleCondition]).toEqual([
      [],
      [ids.denied, ids.made],
      any(of(ids.made), of(ids.denied)),
    ]);
  });

  it('are told in plain words', () => {
    const { correlations } = correlation('type: temporal', 'condition: denied and not made', 'group-by: [who]');
    expect(correlations.map((rule) => describeRule(rule))).toEqual([
      [
        'holds if within 1 hour there are matches of',
        '    all of',
        `      ${ids.denied}`,
        '      not',
        '        made',
        '  for each who',
      ],
    ]);
  });

  it('are told with the order that temporal_ordered asks for', () => {
    const { correlations } = correlation(
      'type: temporal_ordered',
      'rules: [denied, made]',
      'condition: made or denied',
    );
    expect(correlations.map((rule) => describeRule(rule))).toEqual([
      [
        'holds if within 1 hour there are matches of',
        '    at least one of',
        '      made',
        `      ${ids.denied}`,
        '  one after the other in the order of',
        `    ${ids.denied}`,
        '    made',
      ],
    ]);
  });

  it.each([
    [
      'an unknown rule',
      ['rules: [denied]', 'condition: denied and made'],
      ['23:25 there is no rule "made" (known are: denied, 11111111-1111-4111-8111-111111111111, Call denied)'],
    ],
    [
      'an unknown rule and no list',
      ['condition: denied and none_such'],
      ['22:25 there is no rule "none_such" (use the id or name of a rule that is loaded too)'],
    ],
    [
      'a rule that it leaves out',
      ['rules: [denied, made]', 'condition: denied'],
      ['22:19 the condition does not name the rule "made" (name it, or take it out of rules)'],
    ],
    [
      'nothing but what must be absent',
      ['rules: [denied, made]', 'condition: not denied and not made'],
      ['23:14 the condition holds where no rule matches at all (join it by and to a rule that must match)'],
    ],
    [
      'an alternative of absence',
      ['condition: denied or not made'],
      ['22:14 the condition holds where no rule matches at all (join it by and to a rule that must match)'],
    ],
    [
      'a quantifier',
      ['rules: [denied]', 'condition: 1 of them'],
      ['23:14 "1 of" has no meaning between rules (name each rule)'],
    ],
    [
      'no operand',
      ['rules: [denied]', 'condition: denied and'],
      ['23:24 the condition ends too early (name a rule, or take the operator before it away)'],
    ],
    [
      'a list',
      ['rules: [denied]', 'condition: [denied]'],
      [
        '23:14 the condition must be a map (write gte: and a number under it, or names of rules joined by and, or, not)',
      ],
    ],
    ['nothing to name', ['condition: {gte: 1}'], ['20:3 the correlation has no rules (add rules:)']],
  ])('are refused with %s', (_, lines, messages) => {
    const { correlations, problems } = correlation('type: temporal', ...lines);
    expect([correlations, problems.map(inOneLine)]).toEqual([[], messages]);
  });

  it('are for temporal types alone', () => {
    const { problems } = correlation('type: event_count', 'rules: [denied]', 'condition: denied');
    expect(problems.map(inOneLine)).toEqual(['23:14 the condition must be a map (write gte: and a number under it)']);
  });
});
