import { describe, expect, it } from 'vitest';
import { describeRule } from '#shared/sigma/describe-rule.ts';
import { parseText } from './rule-helpers.ts';

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
    expect(correlations.map(describeRule)).toEqual([
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
    expect(correlations.map(describeRule)).toEqual([
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
    ['an unknown rule', ['rules: [denied]', 'condition: denied and made'], ['23:25 there is no rule "made"']],
    ['an unknown rule and no list', ['condition: denied and none_such'], ['22:25 there is no rule "none_such"']],
    [
      'a rule that it leaves out',
      ['rules: [denied, made]', 'condition: denied'],
      ['22:19 the condition does not name the rule "made"'],
    ],
    [
      'nothing but what must be absent',
      ['rules: [denied, made]', 'condition: not denied and not made'],
      ['23:14 the condition holds where no rule matches at all'],
    ],
    [
      'an alternative of absence',
      ['condition: denied or not made'],
      ['22:14 the condition holds where no rule matches at all'],
    ],
    ['a quantifier', ['rules: [denied]', 'condition: 1 of them'], ['23:14 "1 of" has no meaning between rules']],
    ['no operand', ['rules: [denied]', 'condition: denied and'], ['23:24 the condition ends too early']],
    ['a list', ['rules: [denied]', 'condition: [denied]'], ['23:14 the condition must be a map']],
    ['nothing to name', ['condition: {gte: 1}'], ['20:3 the correlation has no rules']],
  ])('are refused with %s', (_, lines, messages) => {
    const { correlations, problems } = correlation('type: temporal', ...lines);
    const found = problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
    expect([correlations, found]).toEqual([[], messages]);
  });

  it('are for temporal types alone', () => {
    const { problems } = correlation('type: event_count', 'rules: [denied]', 'condition: denied');
    expect(problems.map(({ message }) => message)).toEqual(['the condition must be a map']);
  });
});
