import { describe, expect, it } from 'vitest';
import { inBrief, lintText } from './lint-helpers.ts';

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

const lintParts = (parts: Parts): readonly string[] => inBrief(lintText(rulesText(parts)));

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
    ['31d', ['long-timespan: the timespan is 31 days, longer than 30']],
    ['1M', ['long-timespan: the timespan is 31 days, longer than 30']],
  ])('%s', (timespan, expected) => {
    expect(lintParts({ correlation: countedWith(`timespan: ${timespan}`) })).toEqual(expected);
  });
});

describe('idle-threshold', () => {
  const one = 'idle-threshold: one record alone fulfils the condition';
  const none = 'idle-threshold: no number keeps all bounds of the condition';
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
  ])('%s', (condition, expected) => {
    expect(lintParts({ correlation: countedWith(`condition: ${condition}`) })).toEqual(expected);
  });
});

describe('ungrouped-count', () => {
  const values = ['type: value_count', 'timespan: 5m', 'condition: { field: awsRegion, gte: 5 }'];

  it('values without groups', () => {
    expect(lintParts({ correlation: values })).toEqual([
      'ungrouped-count: the values of all records of all accounts are counted together',
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
  const silent = 'silent-rule: the rule is high and never alerts by itself, only through "Many"';
  const ownLevel = ['level: medium'];
  it.each<readonly [string, Parts, readonly string[]]>([
    ['a grave rule kept silent', { baseLevel: 'high', top: ownLevel }, [silent]],
    ['one whose level the correlation takes over', { baseLevel: 'high' }, []],
    ['a rule of medium level', { baseLevel: 'medium', top: ownLevel }, []],
    ['one that alerts too', { baseLevel: 'high', top: ownLevel, correlation: [...counted, 'generate: true'] }, []],
  ])('%s', (_, parts, expected) => expect(lintParts(parts)).toEqual(expected));
});

describe('unknown-field in correlations', () => {
  it.each([
    ['group-by', countedWith('group-by: [userIdentity.arm]'), 'userIdentity.arm'],
    [
      'condition.field',
      ['type: value_count', 'group-by: [awsRegion]', 'timespan: 5m', 'condition: { field: eventNam, gte: 5 }'],
      'eventNam',
    ],
    ['an alias', countedWith('group-by: [who]', 'aliases: { who: { base: userIdentity.arm } }'), 'userIdentity.arm'],
  ])('%s', (_, correlation, field) => {
    expect(lintParts({ correlation })).toEqual([`unknown-field: CloudTrail documents no field "${field}"`]);
  });

  it('takes an alias for what it is called', () => {
    const correlation = countedWith('group-by: [who]', 'aliases: { who: { base: userIdentity.arn } }');
    expect(lintParts({ correlation })).toEqual([]);
  });

  it('looks at dedup', () => {
    const found = lintParts({ top: ['trailguard: { dedup: [sourceIPAdress] }'] });
    expect(found).toEqual(['unknown-field: CloudTrail documents no field "sourceIPAdress"']);
  });
});
