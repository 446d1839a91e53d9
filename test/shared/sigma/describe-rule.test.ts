import { describe, expect, it } from 'vitest';
import { describeRule, namesIn } from '#shared/sigma/describe-rule.ts';
import { parseText, ruleOf } from './rule-helpers.ts';

function ruleNamed(name: string): string {
  return `title: ${name}\nname: ${name}\nlogsource: {product: aws}\ndetection: {s: {f: 1}, condition: s}\n---\n`;
}

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
    ['f|re: ^a', 'f matches the expression "^a"'],
    ['f|exists: true', 'f is there'],
    ['f|lt: 5', 'f is less than 5'],
    ['f|lte: 5', 'f is at most 5'],
    ['f|gt: 5', 'f is more than 5'],
    ['f|hour: 5', 'f has a UTC hour equal to 5'],
    ['f|hour|gte: 22', 'f has a UTC hour at least 22'],
    ['f|fieldref|endswith: g', 'f ends with the value of g'],
    ['f|fieldref|startswith: g', 'f starts with the value of g'],
    ['f|fieldref|contains: g', 'f contains the value of g'],
    ['f|fieldref|cased: g', 'f is the value of g (in this case)'],
    ['f|startswith|cased: a', 'f starts with "a" (in this case)'],
    ['f|endswith|cased: a', 'f ends with "a" (in this case)'],
    ['f|contains|cased: a', 'f contains "a" (in this case)'],
    ['f|cased: a*b', 'f looks like "a*b" (in this case)'],
    ['f: [a*b, c*d]', 'f looks like "a*b" or "c*d"'],
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
      '{type: value_count, rules: [r, q], timespan: 1h, group-by: [w], aliases: {w: {r: f, q: g}}, condition: {field: [a, b], neq: 3}}',
      [
        'holds if within 1 hour the number of distinct values of a and b is anything but 3',
        '  for each w',
        '  where w is f of r and g of q',
        '  counting matches of',
        '    r',
        '    q',
      ],
    ],
    [
      '{type: event_count, rules: [r], timespan: 2d, condition: {gte: 3}}',
      ['holds if within 2 days the number of records is at least 3', '  counting matches of', '    r'],
    ],
    [
      '{type: value_sum, rules: [r], timespan: 90s, condition: {field: f, lt: 3}}',
      ['holds if within 90 seconds the sum of the values of f is less than 3', '  counting matches of', '    r'],
    ],
    [
      '{type: value_avg, rules: [r], timespan: 1d, condition: {field: f, eq: 3}}',
      ['holds if within 1 day the mean of the values of f is exactly 3', '  counting matches of', '    r'],
    ],
    [
      '{type: value_median, rules: [r], timespan: 2h, condition: {field: f, gt: 3}}',
      ['holds if within 2 hours the median of the values of f is more than 3', '  counting matches of', '    r'],
    ],
    [
      '{type: temporal_ordered, rules: [r, q], timespan: 1m}',
      [
        'holds if within 1 minute the number of different rules that match one after the other, in this order, is at least 2',
        '  counting matches of',
        '    r',
        '    q',
      ],
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
    const { correlations } = parseText(`${ruleNamed('r')}${ruleNamed('q')}title: C\ncorrelation: ${correlation}\n`);
    expect(correlations.map((rule) => describeRule(rule))).toEqual([expected]);
  });
});

it('calls the rules of a correlation by their names', () => {
  const pack = parseText(
    `${ruleNamed('first')}title: Both\ncorrelation: {type: event_count, rules: [first], timespan: 1h, condition: {gte: 3}}\n`,
  );
  const [both] = pack.correlations;
  expect(both && describeRule(both, namesIn(pack)).at(-1)).toBe('    first');
  expect(both && describeRule(both, (ruleId) => `<${ruleId}>`).at(-1)).toBe('    <first>');
});
