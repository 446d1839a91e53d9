import { describe, expect, it } from 'vitest';
import { describeRule } from '#shared/sigma/describe-rule.ts';
import { parseText, ruleOf } from './rule-helpers.ts';

describe('describeRule', () => {
  it('tells a detection in plain words', () => {
    const rule = ruleOf(`selection:
  eventSource: iam.amazonaws.com
  eventName: [CreateUser, DeleteUser]
  userAgent|contains: [S3, 5]
filter:
  - errorCode: null
  - sourceIPAddress|cidr: 192.0.2.0/24
condition: selection and not filter`);
    expect(describeRule(rule)).toEqual([
      'matches a record if',
      '  all of',
      '    selection',
      '      all of',
      '        eventSource is "iam.amazonaws.com"',
      '        eventName is "CreateUser" or "DeleteUser"',
      '        userAgent contains "S3" or "5"',
      '    not',
      '      filter',
      '        at least one of',
      '          errorCode is absent or null',
      '          sourceIPAddress is an address in 192.0.2.0/24',
    ]);
  });

  it.each([
    ['f: [a, b*, null]', 'f is "a" or starts with "b" or is absent or null'],
    ['f|endswith: a', 'f ends with "a"'],
    ['f: a*b', 'f looks like "a*b"'],
    ["f: ''", 'f is the empty text'],
    ["f: '*'", 'f has any value but null'],
    ['f|cased: a', 'f is "a" (in this case)'],
    ['f: [5, true]', 'f is 5 or true'],
    ['f|exists: false', 'f is not there'],
    ['f|neq: a', 'not: f is "a"'],
    ['f|re|i: ^a', 'f matches the expression "^a" with i'],
    ['f|lt: 5', 'f is less than 5'],
    ['f|hour|gte: 22', 'f has a UTC hour at least 22'],
    ['f|fieldref|endswith: g', 'f ends with the value of g'],
    ['f|contains|all: [a, b]', 'f contains "a" and "b"'],
    ['f|windash|contains|all: ["-a", b]', 'f contains ("-a" or "/a" or "–a" or "—a" or "―a") and "b"'],
    ["'|all': [a, b]", 'some value of the record contains "a" and "b"'],
  ])('%s', (line, expected) => {
    expect(describeRule(ruleOf(`s:\n  ${line}\ncondition: s`)).at(-1)).toBe(`    ${expected}`);
  });

  it.each([
    [
      '{type: value_count, rules: [r], timespan: 10m, group-by: [a, b], condition: {field: f, gt: 3, lte: 9}}',
      [
        'holds if within 10 minutes the number of distinct values of f is more than 3 and at most 9',
        '  for each a and b',
        '  counting matches of',
        '    r',
      ],
    ],
    [
      '{type: value_percentile, rules: [r], timespan: 1s, condition: {field: f, lt: 3, percentile: 90}}',
      ['holds if within 1 second percentile 90 of the values of f is less than 3', '  counting matches of', '    r'],
    ],
    [
      '{type: temporal, rules: [r], timespan: 1m, group-by: [w], aliases: {w: {r: f}}}',
      [
        'holds if within 1 minute the number of different rules that match is at least 1',
        '  for each w',
        '  where w is f of r',
        '  counting matches of',
        '    r',
      ],
    ],
  ])('tells a correlation: %s', (correlation, expected) => {
    const { correlations } = parseText(
      `title: R\nname: r\nlogsource: {product: aws}\ndetection: {s: {f: 1}, condition: s}\n---\ntitle: C\ncorrelation: ${correlation}\n`,
    );
    expect(correlations.map(describeRule)).toEqual([expected]);
  });
});
