import { describe, expect, it } from 'vitest';
import { inBrief, lintDetection, lintLine } from './lint-helpers.ts';

/** Name, detection, the codes that it raises. */
type Row = readonly [string, string, readonly string[]];

const codesOf = (detection: string): readonly string[] => lintDetection(detection).map(({ code }) => code);

const two = (first: string, second: string, condition: string): string =>
  `first:\n  ${first}\nsecond:\n  ${second}\ncondition: ${condition}`;

describe('unused-selection', () => {
  it.each<Row>([
    ['one that no condition names', two('eventName: A', 'awsRegion: x', 'first'), ['unused-selection']],
    ['a hidden one', 'a:\n  eventName: A\n_b:\n  awsRegion: x\ncondition: 1 of them', ['unused-selection']],
    ['one that a pattern names', 'a_1:\n  eventName: A\na_2:\n  awsRegion: x\ncondition: all of a_*', []],
    ['one that only the second condition names', two('eventName: A', 'awsRegion: x', '[first, second]'), []],
  ])('%s', (_, detection, codes) => expect(codesOf(detection)).toEqual(codes));

  it('is placed at the name', () => {
    expect(lintDetection(two('eventName: A', 'awsRegion: x', 'first'))).toEqual([
      {
        file: 'rules/under-test.yml',
        line: 10,
        column: 3,
        code: 'unused-selection',
        message: 'the condition never uses the selection "second"',
        hint: 'name it in the condition, or delete it',
      },
    ]);
  });
});

describe('unreachable', () => {
  it.each<Row>([
    [
      'a selection and its negation',
      two('eventName: A', 'awsRegion: x', 'first and second and not first'),
      ['unreachable'],
    ],
    ['two values of one field', two('eventName: A', 'eventName: B', 'first and second'), ['unreachable']],
    ['two values as alternatives', two('eventName: A', 'eventName: B', 'first or second'), []],
    ['lists that share no value', two('eventName: [A, B]', 'eventName: [C, D]', 'first and second'), ['unreachable']],
    ['lists that share one', two('eventName: [A, B]', 'eventName: [b, C]', 'first and second'), []],
    [
      'a value and a beginning that it lacks',
      two('eventName: Get', 'eventName|startswith: Put', 'first and second'),
      ['unreachable'],
    ],
    [
      'a value and a beginning that it has',
      two('eventName: PutX', 'eventName|startswith: put', 'first and second'),
      [],
    ],
    [
      'a value that a filter takes away',
      two('eventName: A', 'eventName|contains: a', 'first and not second'),
      ['unreachable'],
    ],
    ['a list of which a filter leaves one', two('eventName: [A, B]', 'eventName: a', 'first and not second'), []],
    ['a value that a cased filter may leave', two('eventName: A', 'eventName|cased: A', 'first and not second'), []],
    ['a field there and absent', two('errorCode: A', 'errorCode|exists: false', 'first and second'), ['unreachable']],
    ['null and a text', two('errorCode: null', 'errorCode: A', 'first and second'), ['unreachable']],
    ['null and there', two('errorCode: null', 'errorCode|exists: true', 'first and second'), []],
    ['null and absent', two('errorCode: null', 'errorCode|exists: false', 'first and second'), []],
    [
      'two values of a field of the request',
      two('requestParameters.a: x', 'requestParameters.a: y', 'first and second'),
      [],
    ],
    ['two members of a list', two('resources.ARN: x', 'resources.ARN: y', 'first and second'), []],
    [
      'a value of a list that a filter takes away',
      two('resources.ARN: x', 'resources.ARN: [x, y]', 'first and not second'),
      ['unreachable'],
    ],
    ['a selection that needs two values at once', 'first:\n  eventName|all: [A, B]\ncondition: first', ['unreachable']],
    ['a selection that needs two parts at once', 'first:\n  eventName|contains|all: [A, B]\ncondition: first', []],
    [
      'alternatives that each fail',
      two('eventName: [A, B]', 'eventName: C', '(first or first) and second'),
      ['unreachable'],
    ],
    ['alternatives of which one fails', two('eventName: A', 'eventName: B', 'first and (second or first)'), []],
    ['neq and the same value', two('eventName: A', 'eventName|neq: A', 'first and second'), ['unreachable']],
    ['neq and another value', two('eventName: A', 'eventName|neq: B', 'first and second'), []],
  ])('%s', (_, detection, codes) => expect(codesOf(detection)).toEqual(codes));

  it('says what is at odds', () => {
    expect(inBrief(lintDetection(two('eventName: A', 'eventName: B', 'first and second')))).toEqual([
      'unreachable: the condition can never hold; it would need: eventName is "A", and eventName is "B"',
    ]);
  });

  it('blames the selection rather than the condition', () => {
    const [warning] = lintDetection('first:\n  eventName|all: [A, B]\ncondition: first');
    expect(warning).toMatchObject({ line: 8, column: 3 });
    expect(warning?.message).toMatch(/^the selection "first" can never hold/);
  });
});

describe('always-true', () => {
  it.each<Row>([
    ['there or absent', two('errorCode|exists: true', 'errorCode|exists: false', '1 of them'), ['always-true']],
    ['there, or another absent', two('errorCode|exists: true', 'errorMessage|exists: false', '1 of them'), []],
    [
      'a selection or its negation',
      two('eventName: A', 'awsRegion: x', 'second or first or not first'),
      ['always-true'],
    ],
    ['not one value or not another', two('eventName: A', 'eventName: B', 'not first or not second'), ['always-true']],
    ['neither of two values', two('eventName: A', 'eventName: B', 'not first and not second'), []],
    [
      'a part of a condition',
      two('eventName: A', 'eventName: B', 'first and (not first or not second)'),
      ['always-true'],
    ],
    ['a selection of alternatives', 'first:\n  - errorCode: "*"\n  - errorCode|exists: false\ncondition: first', []],
    [
      'a list with neq on each',
      'first:\n  - eventName|neq: A\n  - eventName|neq: B\ncondition: first',
      ['always-true'],
    ],
    ['neq of a list', 'first:\n  eventName|neq: [A, B]\ncondition: first', []],
  ])('%s', (_, detection, codes) => expect(codesOf(detection)).toEqual(codes));
});

describe('unknown-field', () => {
  it.each([
    [
      'userIdentity.userNme: x',
      'CloudTrail documents no field "userIdentity.userNme"',
      'did you mean "userIdentity.userName"?',
    ],
    ['EventName: x', 'CloudTrail documents no field "EventName"', 'did you mean "eventName"?'],
    [
      'sourceIPAddress|fieldref: eventSorce',
      'CloudTrail documents no field "eventSorce"',
      'did you mean "eventSource"?',
    ],
    [
      'eventName.name: x',
      'CloudTrail documents no field "eventName.name"',
      'the field before the last dot has no fields of its own',
    ],
    [
      'constructor: x',
      'CloudTrail documents no field "constructor"',
      'what a service says of a call stands under requestParameters, responseElements or additionalEventData',
    ],
  ])('%s', (line, message, hint) => {
    expect(lintLine(line)).toMatchObject([{ code: 'unknown-field', message, hint }]);
  });

  it.each([
    'requestParameters.any.thing: x',
    'responseElements: "*x*"',
    'userIdentity|contains: x',
    'userIdentity.sessionContext.sessionIssuer.userName: x',
    'resources[0].ARN: x',
    'derived.actor.kind: root',
    'tlsDetails.tlsVersion: x',
  ])('takes %s', (line) => expect(lintLine(line)).toEqual([]));
});

describe('event-name', () => {
  it.each([
    ['eventName: iam:CreateUser', 'write "CreateUser"; the service goes under eventSource, as "iam.amazonaws.com"'],
    ['eventName: Create user', 'write the name of the API call without spaces, such as "CreateUser"'],
    ['eventName|cased: createUser', 'names of API calls begin with a capital: "CreateUser"'],
    ['eventName: ""', 'write the name of an API call, or eventName|exists: false for records without one'],
  ])('%s', (line, hint) => expect(lintLine(line)).toMatchObject([{ code: 'event-name', hint }]));

  it.each([
    'eventName: createuser',
    'eventName: [CreateUser, UpdateFunctionCode20150331v2, ConsoleLogin]',
    'eventName: Login_GET',
    'eventName|startswith: "iam:"',
    'requestParameters.eventName: iam:CreateUser',
  ])('takes %s', (line) => expect(lintLine(line)).toEqual([]));

  it('is placed at the value', () => {
    expect(lintLine('eventName: [CreateUser, Create user]')).toMatchObject([{ line: 9, column: 29 }]);
  });
});

describe('event-source', () => {
  it.each([
    ['eventSource: aws.s3', 'write "s3.amazonaws.com"'],
    ['eventSource: s3', 'write "s3.amazonaws.com"'],
    ['eventSource: IAM.aws.com', 'write "iam.amazonaws.com"'],
    ['eventSource: s3.amazonaws.org', 'write the name of the service and .amazonaws.com, as in "s3.amazonaws.com"'],
  ])('%s', (line, hint) => expect(lintLine(line)).toMatchObject([{ code: 'event-source', hint }]));

  it.each([
    'eventSource: s3.amazonaws.com',
    'eventSource: s3*',
    'eventSource|contains: s3',
    'eventSource: S3.AmazonAWS.com',
  ])('takes %s', (line) => expect(lintLine(line)).toEqual([]));
});

describe('matches-anything', () => {
  it.each([
    ['userAgent|re: .*', 'the expression ".*" matches anything'],
    ['userAgent|re: ^.*$', 'the expression "^.*$" matches anything'],
    ['userAgent|re: a*', 'the expression "a*" matches anything'],
    ['userAgent|re: ^(?:curl)?', 'the expression "^(?:curl)?" matches anything'],
    ['userAgent|contains: ""', 'a part that is empty matches anything'],
    ['userAgent: ["*", curl]', 'the * in this list matches anything'],
    ['"|contains": "*"', 'the keyword matches anything'],
  ])('%s', (line, message) => expect(lintLine(line)).toMatchObject([{ code: 'matches-anything', message }]));

  it.each([
    'userAgent|re: .+',
    'userAgent|re: ^$',
    'userAgent|re: ^a*$',
    'userAgent|re: curl.*',
    'userAgent|re: \\bcurl',
    'userAgent: "*"',
    'userAgent|contains: "*"',
    'userAgent: ""',
    'userAgent|contains: curl',
  ])('takes %s', (line) => expect(lintLine(line)).toEqual([]));
});
