import { describe, expect, it } from 'vitest';
import { inLines, lintText } from './lint-helpers.ts';

interface Parts {
  readonly baseLevel?: string;
  /** Lines of the correlation document, at its top level. */
  readonly top?: readonly string[];
  /** Lines under `correlation:`. */
  readonly correlation?: readonly string[];
}

const counted = ['type: event_count', 'group-by: [userIdentity.arn]', 'timespan: 5m', 'condition: { gte: 5 }'];

function rulesText({ baseLevel = 'low', top = [], correlation = counted }: Parts): string {
  return [
    'title: Base',
    'name: base',
    `level: ${baseLevel}`,
    'logsource: { product: aws, service: cloudtrail }',
    'detection:',
    '  selection:',
    '    eventName: CreateUser',
    '  condition: selection',
    '---',
    'title: Many',
    ...top,
    'correlation:',
    '  rules: [base]',
    ...correlation.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

const lintParts = (parts: Parts): readonly string[] => inLines(lintText(rulesText(parts)));

/** The lines of a sound count with some others in place of those with the same key. */
function countedWith(...lines: readonly string[]): readonly string[] {
  const keyOf = (line: string): string => line.split(':')[0] ?? '';
  return [...counted.filter((line) => !lines.some((other) => keyOf(other) === keyOf(line))), ...lines];
}

describe('what is sound', () => {
  it('raises nothing', () => expect(lintParts({})).toEqual([]));
});

describe('long-timespan', () => {
  it.each([
    ['30d', []],
    ['31d', ['16:13 long-timespan: the timespan is 31 days, longer than 30 (shorten it; m is minutes, M months)']],
    ['1M', ['16:13 long-timespan: the timespan is 31 days, longer than 30 (shorten it; m is minutes, M months)']],
  ])('%s', (timespan, expected) => {
    expect(lintParts({ correlation: countedWith(`timespan: ${timespan}`) })).toEqual(expected);
  });
});

describe('idle-threshold', () => {
  const one =
    '16:3 idle-threshold: one record alone fulfils the condition (ask for 2 or more, or let the rule itself alert)';
  const none = '16:3 idle-threshold: no number keeps all bounds of the condition (swap the bounds, or take one away)';
  it.each([
    ['{ gte: 1 }', [one]],
    ['{ gt: 0 }', [one]],
    ['{ gte: 2 }', []],
    ['{ gt: 1 }', []],
    ['{ eq: 1 }', []],
    ['{ gte: 1, lte: 3 }', []],
    ['{ gte: 10, lte: 5 }', [none]],
    ['{ gt: 5, lte: 5 }', [none]],
    ['{ gte: 5, lte: 5 }', []],
    ['{ eq: 5, neq: 5 }', [none]],
    ['{ lt: 5 }', []],
    ['{ lt: 0.5 }', []],
    ['{ gt: 0.5 }', [one]],
    ['{ gte: 0 }', [one]],
    ['{ neq: 0 }', []],
    ['{ neq: 5, lte: 3 }', []],
    ['{ neq: 3, gte: 5 }', []],
    ['{ gte: 5, lt: 5 }', [none]],
    ['{ gt: 5, lt: 5 }', [none]],
    ['{ gt: 5, lt: 6 }', []],
    ['{ lt: 5, gt: 6 }', [none]],
    ['{ eq: 5, lt: 5 }', [none]],
    ['{ gte: 5, lte: 5, neq: 4 }', []],
  ])('%s', (condition, expected) => {
    expect(lintParts({ correlation: countedWith(`condition: ${condition}`) })).toEqual(expected);
  });
});

describe('idle-threshold of other types', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    [
      'one value',
      ['type: value_count', 'timespan: 5m', 'group-by: [awsRegion]', 'condition: { field: eventName, gte: 1 }'],
      ['16:3 idle-threshold: one record alone fulfils the condition (ask for 2 or more, or let the rule itself alert)'],
    ],
    ['a sum', ['type: value_sum', 'timespan: 5m', 'condition: { field: additionalEventData.x, gte: 1 }'], []],
    ['one rule of several', ['type: temporal', 'timespan: 5m', 'condition: { gte: 1 }'], []],
  ])('%s', (_, correlation, expected) => expect(lintParts({ correlation })).toEqual(expected));
});

describe('high-threshold', () => {
  const more =
    '16:3 high-threshold: a deployment judges a window by its latest 2000 records, and the condition asks for more (shorten the timespan, group by more fields, or ask for fewer)';

  it.each([
    ['{ gte: 2000 }', []],
    ['{ gte: 2001 }', [more]],
    ['{ gt: 1999 }', []],
    ['{ gt: 2000 }', [more]],
    ['{ eq: 2001 }', [more]],
    ['{ eq: 2000 }', []],
    ['{ lt: 5000 }', []],
    ['{ lte: 5000 }', []],
  ])('%s', (condition, expected) => {
    expect(lintParts({ correlation: countedWith(`condition: ${condition}`) })).toEqual(expected);
  });

  it('takes a sum, which one record may reach', () => {
    const sum = ['type: value_sum', 'condition: { field: additionalEventData.x, gte: 9999 }'];
    expect(lintParts({ correlation: countedWith(...sum) })).toEqual([]);
  });
});

describe('ungrouped-count', () => {
  const values = ['type: value_count', 'timespan: 5m', 'condition: { field: awsRegion, gte: 5 }'];

  it('values without groups', () => {
    expect(lintParts({ correlation: values })).toEqual([
      '13:3 ungrouped-count: the values of all records of all accounts are counted together (add group-by: with who or where, such as derived.actor.principal or recipientAccountId)',
    ]);
  });

  it('takes values in groups', () => {
    expect(lintParts({ correlation: [...values, 'group-by: [recipientAccountId]'] })).toEqual([]);
  });

  it('takes records without groups', () => {
    expect(lintParts({ correlation: counted.filter((line) => !line.startsWith('group-by')) })).toEqual([]);
  });
});

describe('silent-rule', () => {
  const silent =
    '3:1 silent-rule: the rule is high and never alerts by itself, only through "Many" (write generate: true in the correlation, or lower the level of the rule)';
  const ownLevel = ['level: medium'];
  it.each<readonly [string, Parts, readonly string[]]>([
    ['a grave rule kept silent', { baseLevel: 'high', top: ownLevel }, [silent]],
    ['one whose level the correlation takes over', { baseLevel: 'high' }, []],
    ['a rule of medium level', { baseLevel: 'medium', top: ownLevel }, []],
    ['one that alerts too', { baseLevel: 'high', top: ownLevel, correlation: [...counted, 'generate: true'] }, []],
  ])('%s', (_, parts, expected) => expect(lintParts(parts)).toEqual(expected));
});

describe('silent-rule with several correlations', () => {
  const grave = rulesText({ baseLevel: 'high', top: ['level: medium'] });
  const another = (title: string, ...lines: readonly string[]): string =>
    [
      '---',
      `title: ${title}`,
      'level: low',
      'correlation:',
      '  rules: [base]',
      ...counted.map((line) => `  ${line}`),
      ...lines,
      '',
    ].join('\n');

  it('names all of them', () => {
    expect(inLines(lintText(grave + another('More')))).toEqual([
      '3:1 silent-rule: the rule is high and never alerts by itself, only through "Many", "More" (write generate: true in the correlation, or lower the level of the rule)',
    ]);
  });

  it('takes a rule that alerts through one of them', () => {
    expect(lintText(grave + another('More', '  generate: true'))).toEqual([]);
  });

  it('takes a grave rule that none refers to', () => {
    expect(lintText(grave.split('---')[0] ?? '')).toEqual([]);
  });
});

describe('unknown-field in correlations', () => {
  it.each([
    [
      'group-by',
      countedWith('group-by: [userIdentity.arm]'),
      '16:3 unknown-field: CloudTrail documents no field "userIdentity.arm" (did you mean "userIdentity.arn"?)',
    ],
    [
      'condition.field',
      ['type: value_count', 'group-by: [awsRegion]', 'timespan: 5m', 'condition: { field: eventNam, gte: 5 }'],
      '16:3 unknown-field: CloudTrail documents no field "eventNam" (did you mean "eventName"?)',
    ],
    [
      'an alias',
      countedWith('group-by: [who]', 'aliases: { who: { base: userIdentity.arm } }'),
      '17:21 unknown-field: CloudTrail documents no field "userIdentity.arm" (did you mean "userIdentity.arn"?)',
    ],
  ])('%s', (_, correlation, warning) => {
    expect(lintParts({ correlation })).toEqual([warning]);
  });

  it('looks at other fields beside an alias', () => {
    const correlation = countedWith('group-by: [who, eventNam]', 'aliases: { who: { base: userIdentity.arn } }');
    expect(lintParts({ correlation })).toEqual([
      '16:3 unknown-field: CloudTrail documents no field "eventNam" (did you mean "eventName"?)',
    ]);
  });

  it('takes an alias whose values are counted', () => {
    const condition = 'condition: { field: who, gte: 5 }';
    const aliases = 'aliases: { who: { base: userIdentity.arn } }';
    const correlation = ['type: value_count', 'group-by: [awsRegion]', 'timespan: 5m', condition, aliases];
    expect(lintParts({ correlation })).toEqual([]);
  });

  it('takes an alias for what it is called', () => {
    const correlation = countedWith('group-by: [who]', 'aliases: { who: { base: userIdentity.arn } }');
    expect(lintParts({ correlation })).toEqual([]);
  });

  it('looks at dedup', () => {
    const found = lintParts({ top: ['trailguard: { dedup: [sourceIPAdress] }'] });
    expect(found).toEqual([
      '11:1 unknown-field: CloudTrail documents no field "sourceIPAdress" (did you mean "sourceIPAddress"?)',
    ]);
  });
});
