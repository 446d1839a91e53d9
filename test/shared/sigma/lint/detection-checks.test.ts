import { describe, expect, it } from 'vitest';
import { inLines, lintDetection, lintLine } from './lint-helpers.ts';

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

  it.each<readonly [string, string, string | undefined]>([
    [
      'a value and an absent field',
      two('errorCode: A', 'errorCode|exists: false', 'first and second'),
      'not: errorCode is there, and errorCode is "A"',
    ],
    [
      'some of several values and an absent field',
      two('errorCode: [A, B]', 'errorCode|exists: false', 'first and second'),
      'not: errorCode is there, and errorCode is "A" or "B"',
    ],
    [
      'null among the values of an absent field',
      two('errorCode: [A, null]', 'errorCode|exists: false', 'first and second'),
      undefined,
    ],
    [
      'a number and an absent field',
      two('errorCode|gt: 5', 'errorCode|exists: false', 'first and second'),
      'not: errorCode is there, and errorCode is more than 5',
    ],
    [
      'one of the ways to write a value and an absent field',
      two('errorCode|windash|all: ["-a", b]', 'errorCode|exists: false', 'first and second'),
      'not: errorCode is there, and errorCode is ("-a" or "/a" or "–a" or "—a" or "―a")',
    ],
    [
      'a value in a list and an absent field',
      two('resources.ARN: A', 'resources.ARN|exists: false', 'first and second'),
      'not: resources.ARN is there, and resources.ARN is "A"',
    ],
    [
      'null and any value',
      two('errorCode: null', 'errorCode: "*"', 'first and second'),
      'errorCode is absent or null, and errorCode has any value but null',
    ],
    ['null and a text in a list', two('resources.ARN: null', 'resources.ARN: A', 'first and second'), undefined],
    ['neither there nor null', two('errorCode|exists: true', 'errorCode: null', 'not 1 of them'), undefined],
    [
      'a list of values of which a longer one leaves none',
      two('eventName: [A, B]', 'eventName: [A, B, C]', 'first and not second'),
      'eventName is "A" or "B", and not: eventName is "A", and not: eventName is "B"',
    ],
    [
      'cased values taken away in any case',
      two('eventName|cased: [A, B]', 'eventName: [a, b]', 'first and not second'),
      'eventName is "A" (in this case) or "B" (in this case), and not: eventName is "a", and not: eventName is "b"',
    ],
    ['a value in another case', two('eventName: [A, b]', 'eventName|cased: [B]', 'first and second'), undefined],
    ['a text or a number, and a text', two('eventName: [A, 5]', 'eventName: B', 'first and second'), undefined],
    ['a text and an expression', two('eventName: A', 'eventName|re: B', 'first and second'), undefined],
    [
      'a pattern beside a text, and another text',
      two('eventName: [A, C*]', 'eventName: B', 'first and second'),
      'eventName is "B", and eventName is "A" or starts with "C"',
    ],
    [
      'two parts, each of which leaves one of two values',
      'a: {eventName: [A, B]}\nb: {eventName|startswith: A}\nc: {eventName|startswith: B}\ncondition: a and b and c',
      'eventName is "A" or "B", and eventName starts with "A", and eventName starts with "B"',
    ],
    [
      'a part that leaves one value, and one that leaves none',
      'a: {eventName: [A, B]}\nb: {eventName|startswith: A}\nc: {eventName|endswith: X}\ncondition: all of them',
      'eventName is "A" or "B", and eventName starts with "A", and eventName ends with "X"',
    ],
    [
      'what all alternatives of a selection have in common',
      'a: [{eventName: A, awsRegion: x}, {eventName: C, awsRegion: x}]\nb: {awsRegion: y}\ncondition: a and b',
      'awsRegion is "x", and awsRegion is "y"',
    ],
    [
      'what only one alternative has',
      'a: [{eventName: A}, {eventName: C}]\nb: {eventName: A}\ncondition: b and a',
      undefined,
    ],
    [
      'a keyword and its absence',
      'a: [x]\nb: [x]\ncondition: a and not b',
      'some value of the record contains "x", and not: some value of the record contains "x"',
    ],
    ['a value and not a number', two('errorCode: A', 'errorCode: 5', 'first and not second'), undefined],
    ['a text or null, and the text', two('errorCode: [null, A]', 'errorCode: A', 'first and second'), undefined],
    ['null, and a text or null', two('errorCode: null', 'errorCode: [A, null]', 'first and second'), undefined],
    [
      'two texts beside a list that has both',
      'a: {errorCode: A}\nb: {errorCode: B}\nc: {errorCode: [A, B]}\ncondition: all of them',
      'errorCode is "A", and errorCode is "B"',
    ],
    [
      'the empty text and an end',
      two("errorCode: ''", 'errorCode|endswith: e!', 'first and second'),
      'errorCode is the empty text, and errorCode ends with "e!"',
    ],
    ['any one character and a letter', two('errorCode: "?"', 'errorCode: A', 'first and second'), undefined],
    [
      'a part of the condition that cannot hold',
      'a: {errorCode: A}\nb: {errorCode: B}\nc: {awsRegion: x}\ncondition: (a and b) and c',
      'errorCode is "A", and errorCode is "B"',
    ],
    [
      'alternatives of which each is at odds with itself, the first of them',
      'a: {errorCode: A}\nb: {errorCode: B}\nc: {errorCode: C}\ncondition: (a and b) or (a and c)',
      'errorCode is "A", and errorCode is "B"',
    ],
    [
      'what two of three alternatives have',
      'a: [{errorCode: A}, {errorCode: A}, {errorCode: C}]\nb: {errorCode: C}\ncondition: a and b',
      undefined,
    ],
    ['two keywords', 'a: [x]\nb: [y]\ncondition: a and b', undefined],
    ['a selection and its negation', 'a: {eventName: A}\ncondition: a and not a', '"a" holds, and not: "a" holds'],
  ])('says what is at odds: %s', (_, detection, why) => {
    const hint = 'one of them has to go, or they are alternatives: join them by or';
    const place = `${7 + detection.split('\n').length}:14`;
    expect(inLines(lintDetection(detection))).toEqual(
      why === undefined ? [] : [`${place} unreachable: the condition can never hold; it would need: ${why} (${hint})`],
    );
  });

  it('blames the selection rather than the condition', () => {
    expect(
      inLines(lintDetection('first: {eventName|all: [A, B]}\nsecond: {awsRegion: x}\ncondition: first and second')),
    ).toEqual([
      '8:3 unreachable: the selection "first" can never hold; it would need: eventName is "A", and eventName is "B" (one of them has to go, or they are alternatives: join them by or)',
    ]);
  });

  it('looks at each of several conditions', () => {
    const detection = 'a: {eventName: A}\nb: {eventName: B}\ncondition: [a or b, a and b]';
    expect(lintDetection(detection)).toMatchObject([{ code: 'unreachable', line: 10, column: 23 }]);
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

  it('says what alone could keep a part of the condition from holding', () => {
    const detection = two('eventName: A', 'awsRegion: x', '[first or not first, second and (second or not second)]');
    const hint = 'leave out both of two things, not one: write and between them, or not 1 of';
    expect(inLines(lintDetection(detection))).toEqual([
      `12:15 always-true: a part of the condition holds for every record; only this could keep it from that: not: "first" holds, and "first" holds (${hint})`,
      `12:35 always-true: a part of the condition holds for every record; only this could keep it from that: not: "second" holds, and "second" holds (${hint})`,
    ]);
  });

  it('says so of a selection rather than of the condition', () => {
    const detection = 'a: [{eventName|neq: A}, {eventName|neq: B}]\nb: {awsRegion: x}\ncondition: a and (b or not b)';
    expect(inLines(lintDetection(detection))).toEqual([
      '8:3 always-true: the selection "a" holds for every record; only this could keep it from that: eventName is "A", and eventName is "B" (say what the records have in common, or take the selection away)',
    ]);
  });
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

  it('is placed at the field, or at the value that names one', () => {
    const places = ['eventNme|fieldref: eventSorce', 'sourceIPAddress|fieldref|all: [eventSorce, awsRegon]'].map(
      (line) => lintLine(line).map(({ line: at, column, message }) => `${at}:${column} ${message}`),
    );
    expect(places).toEqual([
      ['9:5 CloudTrail documents no field "eventNme"', '9:24 CloudTrail documents no field "eventSorce"'],
      ['9:35 CloudTrail documents no field "eventSorce"', '9:35 CloudTrail documents no field "awsRegon"'],
    ]);
  });

  it.each([
    'requestParameters.any.thing: x',
    'derived: x',
    'resources[10].ARN: x',
    'needle',
    'resources[-1].accountId: x',
    'userIdentity.sessionContext.webIdFederationData.attributes.any: x',
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
    [
      'eventName: x iam:CreateUser',
      '9:16 event-name: no CloudTrail record has the eventName "x iam:CreateUser" (write the name of the API call without spaces, such as "XIam:CreateUser")',
    ],
    [
      'eventName: iam:Create  user',
      '9:16 event-name: no CloudTrail record has the eventName "iam:Create  user" (write the name of the API call without spaces, such as "Iam:CreateUser")',
    ],
    [
      'eventName: " "',
      '9:16 event-name: no CloudTrail record has the eventName " " (write the name of an API call, or eventName|exists: false for records without one)',
    ],
    [
      'eventName: EC2-x:RunInstances',
      '9:16 event-name: no CloudTrail record has the eventName "EC2-x:RunInstances" (write "RunInstances"; the service goes under eventSource, as "ec2-x.amazonaws.com")',
    ],
    [
      'eventName: iam:CreateUser',
      '9:16 event-name: no CloudTrail record has the eventName "iam:CreateUser" (write "CreateUser"; the service goes under eventSource, as "iam.amazonaws.com")',
    ],
    [
      'eventName: Create user',
      '9:16 event-name: no CloudTrail record has the eventName "Create user" (write the name of the API call without spaces, such as "CreateUser")',
    ],
    [
      'eventName|cased: createUser',
      '9:22 event-name: no CloudTrail record has the eventName "createUser" (names of API calls begin with a capital: "CreateUser")',
    ],
    [
      'eventName: ""',
      '9:16 event-name: no CloudTrail record has the eventName "" (write the name of an API call, or eventName|exists: false for records without one)',
    ],
  ])('%s', (line, warning) => expect(inLines(lintLine(line))).toEqual([warning]));

  it.each([
    'eventName: createuser',
    'eventName: [CreateUser, UpdateFunctionCode20150331v2, ConsoleLogin]',
    'eventName: Login_GET',
    'eventName: createUser',
    'eventName|cased: CreateUser',
    'eventName: a:b:c',
    'eventName: "*"',
    'eventName: "x y*"',
    'eventName|startswith: "iam:"',
    'requestParameters.eventName: iam:CreateUser',
  ])('takes %s', (line) => expect(lintLine(line)).toEqual([]));

  it('is placed at the value', () => {
    expect(lintLine('eventName: [CreateUser, Create user]')).toMatchObject([{ line: 9, column: 29 }]);
  });
});

describe('event-source', () => {
  it.each([
    [
      'eventSource: s3.amazonaws.com.example',
      '9:18 event-source: no CloudTrail record has the eventSource "s3.amazonaws.com.example" (write the name of the service and .amazonaws.com, as in "s3.amazonaws.com")',
    ],
    [
      'eventSource: x s3.amazonaws.com',
      '9:18 event-source: no CloudTrail record has the eventSource "x s3.amazonaws.com" (write the name of the service and .amazonaws.com, as in "s3.amazonaws.com")',
    ],
    [
      'eventSource: .amazonaws.com',
      '9:18 event-source: no CloudTrail record has the eventSource ".amazonaws.com" (write the name of the service and .amazonaws.com, as in "s3.amazonaws.com")',
    ],
    [
      'eventSource: iam.amazonaw.com',
      '9:18 event-source: no CloudTrail record has the eventSource "iam.amazonaw.com" (write "iam.amazonaws.com")',
    ],
    [
      'eventSource: iam.amazon.co',
      '9:18 event-source: no CloudTrail record has the eventSource "iam.amazon.co" (write "iam.amazonaws.com")',
    ],
    [
      'eventSource: iam.aws',
      '9:18 event-source: no CloudTrail record has the eventSource "iam.aws" (write "iam.amazonaws.com")',
    ],
    [
      'eventSource: aws.ec2.amazonaws',
      '9:18 event-source: no CloudTrail record has the eventSource "aws.ec2.amazonaws" (write "ec2.amazonaws.com")',
    ],
    [
      'eventSource: s3.example.com',
      '9:18 event-source: no CloudTrail record has the eventSource "s3.example.com" (write the name of the service and .amazonaws.com, as in "s3.amazonaws.com")',
    ],
    [
      'eventSource: aws.s3',
      '9:18 event-source: no CloudTrail record has the eventSource "aws.s3" (write "s3.amazonaws.com")',
    ],
    ['eventSource: s3', '9:18 event-source: no CloudTrail record has the eventSource "s3" (write "s3.amazonaws.com")'],
    [
      'eventSource: IAM.aws.com',
      '9:18 event-source: no CloudTrail record has the eventSource "IAM.aws.com" (write "iam.amazonaws.com")',
    ],
    [
      'eventSource: s3.amazonaws.org',
      '9:18 event-source: no CloudTrail record has the eventSource "s3.amazonaws.org" (write the name of the service and .amazonaws.com, as in "s3.amazonaws.com")',
    ],
  ])('%s', (line, warning) => expect(inLines(lintLine(line))).toEqual([warning]));

  it.each([
    'eventSource: s3.amazonaws.com',
    'eventSource: s3*',
    'eventSource|contains: s3',
    'eventSource: S3.AmazonAWS.com',
    'eventSource: s3.amazonaws.com.cn',
    'eventSource: a-b.c-d.amazonaws.com',
    'eventSource: null',
    'eventSource|neq: s3.amazonaws.com',
    'requestParameters.eventSource: s3',
  ])('takes %s', (line) => expect(lintLine(line)).toEqual([]));
});

describe('matches-anything', () => {
  it.each([
    [
      'userAgent|re: a*$',
      '9:19 matches-anything: the expression "a*$" matches anything (write userAgent: \'*\' if it only has to be there, or narrow it)',
    ],
    [
      'userAgent|re: (.*)',
      '9:19 matches-anything: the expression "(.*)" matches anything (write userAgent: \'*\' if it only has to be there, or narrow it)',
    ],
    [
      'userAgent|re: ^(?:.*?)$',
      '9:19 matches-anything: the expression "^(?:.*?)$" matches anything (write userAgent: \'*\' if it only has to be there, or narrow it)',
    ],
    [
      'userAgent|re: .*',
      '9:19 matches-anything: the expression ".*" matches anything (write userAgent: \'*\' if it only has to be there, or narrow it)',
    ],
    [
      'userAgent|re: ^.*$',
      '9:19 matches-anything: the expression "^.*$" matches anything (write userAgent: \'*\' if it only has to be there, or narrow it)',
    ],
    [
      'userAgent|re: a*',
      '9:19 matches-anything: the expression "a*" matches anything (write userAgent: \'*\' if it only has to be there, or narrow it)',
    ],
    [
      'userAgent|re: ^(?:curl)?',
      '9:19 matches-anything: the expression "^(?:curl)?" matches anything (write userAgent: \'*\' if it only has to be there, or narrow it)',
    ],
    [
      'userAgent|contains: ""',
      "9:25 matches-anything: a part that is empty matches anything (write userAgent: '*' if it only has to be there, or narrow it)",
    ],
    [
      'userAgent: ["*", curl]',
      "9:17 matches-anything: the * in this list matches anything (write userAgent: '*' if it only has to be there, or narrow it)",
    ],
    ['"|contains": "*"', '9:18 matches-anything: the keyword matches anything (name what to look for)'],
  ])('%s', (line, warning) => expect(inLines(lintLine(line))).toEqual([warning]));

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
    'userAgent|re: a*$b',
    'userAgent|re: a*\\z',
    'userAgent|re: x?^',
    'userAgent|contains|all: ["*", curl]',
    'userAgent: ["*", null]',
    'userAgent: "?"',
    'userAgent: ["*x", y]',
    'userAgent: ["?", x]',
    'userAgent|re: .*x',
    'userAgent|re: a*$b*',
    'userAgent: "**?"',
  ])('takes %s', (line) => expect(lintLine(line)).toEqual([]));
});
