import { describe, expect, it } from 'vitest';
import { inOneLine, parseText } from './rule-helpers.ts';

const ids = {
  denied: '11111111-1111-4111-8111-111111111111',
  login: '22222222-2222-4222-8222-222222222222',
} as const;

/** A base rule; `more` are further lines at the top. */
function base(title: string, more: string): string {
  return `title: ${title}
logsource: {product: aws, service: cloudtrail}
detection: {selection: {eventName: X}, condition: selection}
${more}
---
`;
}

const bases =
  base('Call denied', `id: ${ids.denied}\nname: denied\nlevel: low`) +
  base('Signed in', `id: ${ids.login}\nlevel: high`);

/** A document with two base rules and a correlation made of these lines. */
function correlation(...lines: readonly string[]): ReturnType<typeof parseText> {
  return parseText(`${bases}title: Under test\ncorrelation:\n${lines.map((line) => `  ${line}\n`).join('')}`);
}

const counted = ['type: event_count', 'rules: [denied]', 'group-by: [userIdentity.arn]', 'timespan: 10m'];

describe('correlations', () => {
  it('carry what they count', () => {
    const { correlations, problems } = correlation(...counted, 'condition: {gte: 10}', 'generate: true');
    expect({ correlations, problems }).toEqual({
      problems: [],
      correlations: [
        {
          kind: 'correlation',
          meta: {
            id: 'Under test',
            title: 'Under test',
            level: 'low',
            tags: [],
            references: [],
            falsepositives: [],
            trailguard: {},
            path: 'under-test.yml',
          },
          type: 'event_count',
          ruleIds: [ids.denied],
          groupBy: ['userIdentity.arn'],
          timespanMs: 600_000,
          thresholds: [{ operator: 'gte', value: 10 }],
          fields: [],
          aliases: {},
          generate: true,
        },
      ],
    });
  });

  it.each([
    [
      'a range',
      ['condition: {gt: 1, lte: 5}'],
      {
        thresholds: [
          { operator: 'gt', value: 1 },
          { operator: 'lte', value: 5 },
        ],
      },
    ],
    ['not equal', ['condition: {neq: 0}'], { thresholds: [{ operator: 'neq', value: 0 }] }],
    ['a fraction', ['condition: {gt: 0.5}'], { thresholds: [{ operator: 'gt', value: 0.5 }] }],
  ])('take %s', (_, lines, expected) => {
    expect(correlation(...counted, ...lines).correlations).toMatchObject([expected]);
  });

  it.each([
    ['value_count', 'condition: {field: eventName, gte: 3}', { fields: ['eventName'] }],
    ['value_count', 'condition: {field: [eventName, awsRegion], gte: 3}', { fields: ['eventName', 'awsRegion'] }],
    ['value_sum', 'condition: {field: additionalEventData.bytesTransferredOut, gt: 1000}', { type: 'value_sum' }],
    ['value_avg', 'condition: {field: f, gt: 1}', { type: 'value_avg' }],
    ['value_median', 'condition: {field: f, gt: 1}', { type: 'value_median' }],
    ['value_percentile', 'condition: {field: f, gt: 1, percentile: 95}', { percentile: 95 }],
    ['value_percentile', 'condition: {field: f, gt: 1}', { percentile: 50 }],
    ['temporal', 'condition: {gte: 2}', { thresholds: [{ operator: 'gte', value: 2 }] }],
    ['temporal', 'generate: false', { thresholds: [], generate: false }],
    ['temporal_ordered', 'generate: false', { type: 'temporal_ordered', ruleIds: [ids.login, ids.denied] }],
  ])('of type %s with %s', (type, line, expected) => {
    const parsed = correlation(`type: ${type}`, 'rules: [Signed in, denied]', 'timespan: 1h', line);
    expect({ problems: parsed.problems, correlations: parsed.correlations }).toMatchObject({
      problems: [],
      correlations: [expected],
    });
  });

  it.each([
    ['45s', 45_000],
    ['90m', 5_400_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['1w', 604_800_000],
    ['1M', 2_629_746_000],
    ['1y', 31_556_952_000],
  ])('over %s', (timespan, timespanMs) => {
    const parsed = correlation('type: temporal', 'rules: [denied]', `timespan: ${timespan}`);
    expect(parsed.correlations).toMatchObject([{ timespanMs }]);
  });

  it.each([
    ['id', ids.denied],
    ['id in capitals', ids.denied.toUpperCase()],
    ['name', 'denied'],
    ['title', 'Call denied'],
  ])('refer to rules by %s', (_, reference) => {
    const parsed = correlation('type: temporal', `rules: [${reference}]`, 'timespan: 1h');
    expect(parsed.correlations.map(({ ruleIds }) => ruleIds)).toEqual([[ids.denied]]);
  });

  it('resolve aliases to ids', () => {
    const parsed = correlation(
      'type: temporal',
      'rules: [denied, Signed in]',
      'group-by: [who]',
      'timespan: 1h',
      'aliases: {who: {denied: userIdentity.userName, Signed in: additionalEventData.UserName}}',
    );
    expect(parsed.correlations).toMatchObject([
      { aliases: { who: { [ids.denied]: 'userIdentity.userName', [ids.login]: 'additionalEventData.UserName' } } },
    ]);
  });

  it('take the gravest level of their rules where they say none', () => {
    const parsed = correlation('type: temporal', 'rules: [denied, Signed in]', 'timespan: 1h');
    expect(parsed.correlations.map(({ meta }) => meta.level)).toEqual(['high']);
  });

  it('may refer to correlations, also to ones further down', () => {
    const { correlations, problems } = parseText(
      `${bases}title: Outer\nname: outer\ncorrelation: {type: temporal_ordered, rules: [inner, Signed in], timespan: 1h}\n---\n` +
        'title: Inner\nname: inner\ncorrelation: {type: event_count, rules: [denied], timespan: 1m, condition: {gte: 3}}\n',
    );
    expect({ problems, ruleIds: correlations.map(({ ruleIds }) => ruleIds) }).toEqual({
      problems: [],
      ruleIds: [['inner', ids.login], [ids.denied]],
    });
  });

  it.each([
    ['no type', ['rules: [denied]', 'timespan: 1h'], '16:3 the correlation has no type (add type:)'],
    [
      'an unknown type',
      ['type: count', 'rules: [denied]', 'timespan: 1h'],
      '16:9 type cannot be "count" (use one of event_count, value_count, temporal, temporal_ordered, value_sum, value_avg, value_percentile, value_median)',
    ],
    ['no rules', ['type: temporal', 'timespan: 1h'], '16:3 the correlation has no rules (add rules:)'],
    [
      'an empty list of rules',
      ['type: temporal', 'rules: []', 'timespan: 1h'],
      '17:3 the correlation refers to no rules (list their ids or names)',
    ],
    [
      'an unknown rule',
      ['type: temporal', 'rules: [denid]', 'timespan: 1h'],
      '17:11 there is no rule "denid" (did you mean "denied"?)',
    ],
    [
      'itself',
      ['type: temporal', 'rules: [Under test]', 'timespan: 1h'],
      '17:11 "Under test" refers back to this correlation (break the circle)',
    ],
    ['no timespan', ['type: temporal', 'rules: [denied]'], '16:3 the correlation has no timespan (add timespan:)'],
    [
      'a timespan that is none',
      ['type: temporal', 'rules: [denied]', 'timespan: 1 hour'],
      '18:13 "1 hour" is not a timespan (write a number and s, m, h or d, such as 10m)',
    ],
    [
      'no time at all',
      ['type: temporal', 'rules: [denied]', 'timespan: 0m'],
      '18:13 "0m" is not a timespan (write a number and s, m, h or d, such as 10m)',
    ],
    [
      'a timespan beyond measure',
      ['type: temporal', 'rules: [denied]', 'timespan: 999999999y'],
      '18:13 "999999999y" is not a timespan (write a number and s, m, h or d, such as 10m)',
    ],
    [
      'a timespan without a unit',
      ['type: temporal', 'rules: [denied]', 'timespan: 10'],
      '18:13 "10" is not a timespan (write a number and s, m, h or d, such as 10m)',
    ],
    ['no condition', counted, '16:3 the correlation has no condition (add condition: with gte: and a number)'],
    [
      'no threshold',
      [...counted, 'condition: {}'],
      '20:14 the condition has no threshold (add one of gt, gte, lt, lte, eq, neq with a number)',
    ],
    [
      'a text as a threshold',
      [...counted, 'condition: {gte: "10"}'],
      '20:20 gte needs a number (write the number without quotes)',
    ],
    [
      'an unknown threshold',
      [...counted, 'condition: {gte: 1, atleast: 2}'],
      '20:23 a correlation\'s condition has no key "atleast" (known are: gt, gte, lt, lte, eq, neq, field, percentile)',
    ],
    [
      'a text as a condition',
      [...counted, 'condition: gte 10'],
      '20:14 the condition must be a map (write gte: and a number under it)',
    ],
    [
      'a number as a condition',
      ['type: temporal', 'rules: [denied]', 'timespan: 1h', 'condition: 2'],
      '19:14 the condition must be a map (write gte: and a number under it, or names of rules joined by and, or, not)',
    ],
    [
      'a field it does not look at',
      [...counted, 'condition: {gte: 1, field: f}'],
      "20:23 event_count counts records, not a field's values (take field away, or use value_count)",
    ],
    [
      'no field to look at',
      ['type: value_count', 'rules: [denied]', 'timespan: 1h', 'condition: {gte: 1}'],
      '19:14 value_count needs the field whose values it looks at (add field: to the condition)',
    ],
    [
      'a percentile that is none',
      ['type: value_percentile', 'rules: [denied]', 'timespan: 1h', 'condition: {gte: 1, field: f, percentile: 101}'],
      '19:45 percentile must be a number from 0 to 100 (write the number without quotes)',
    ],
    [
      'a percentile out of place',
      [...counted, 'condition: {gte: 1, percentile: 5}'],
      '20:23 event_count has no percentile (take it away, or use value_percentile)',
    ],
    [
      'an unknown key',
      [...counted, 'condition: {gte: 1}', 'groupby: [f]'],
      '21:3 a correlation has no key "groupby" (did you mean "group-by"?)',
    ],
    [
      'generate as a text',
      [...counted, 'condition: {gte: 1}', 'generate: maybe'],
      '21:13 generate must be true or false (write true or false without quotes)',
    ],
    [
      'an alias of another rule',
      ['type: temporal', 'rules: [denied]', 'timespan: 1h', 'aliases: {who: {Signed in: f}}'],
      '19:19 "Signed in" is not among the correlation\'s rules (add it to rules)',
    ],
    [
      'an alias without fields',
      ['type: temporal', 'rules: [denied]', 'timespan: 1h', 'aliases: {who: f}'],
      '19:13 the alias "who" says no fields (under the alias write one line "rule: field" for each rule)',
    ],
  ])('are refused with %s', (_, lines, message) => {
    const { correlations, problems } = correlation(...lines);
    expect({ count: correlations.length, messages: problems.map(inOneLine) }).toEqual({
      count: 0,
      messages: [message],
    });
  });

  it.each([
    [
      'a title that two rules share',
      `${base('Twin', 'name: one')}${base('Twin', 'name: two')}title: C\ncorrelation: {type: temporal, rules: [Twin], timespan: 1h}\n`,
      ['12:39 more than one rule is called "Twin" (refer to the rule by its id)'],
    ],
    [
      'a rule that was not loaded',
      `${base('Bad', 'level: urgent')}title: C\ncorrelation: {type: temporal, rules: [Bad], timespan: 1h}\n`,
      [
        '4:8 level cannot be "urgent" (use one of informational, low, medium, high, critical)',
        '7:39 the rule "Bad" was not loaded (put right what is reported of it)',
      ],
    ],
    [
      'a circle',
      'title: A\ncorrelation: {type: temporal, rules: [B], timespan: 1h}\n---\ntitle: B\ncorrelation: {type: temporal, rules: [A], timespan: 1h}\n',
      [
        '2:39 the rule "B" was not loaded (put right what is reported of it)',
        '5:39 "A" refers back to this correlation (break the circle)',
      ],
    ],
    [
      'other logs',
      `${bases}title: C\nlogsource: {product: windows}\ncorrelation: {type: temporal, rules: [denied], timespan: 1h}\n`,
      [
        "15:1 the rule is for other logs than CloudTrail's (product: windows) (CloudTrail rules have product: aws and service: cloudtrail)",
      ],
    ],
  ])('are refused with %s', (_, text, expected) => {
    const { correlations, problems } = parseText(text);
    expect({ count: correlations.length, messages: problems.map(inOneLine) }).toEqual({
      count: 0,
      messages: expected,
    });
  });
});
