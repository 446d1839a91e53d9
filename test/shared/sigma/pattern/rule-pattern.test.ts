import { describe, expect, it } from 'vitest';
import { rulePattern } from '#shared/event-rules.ts';
import { alternativeInWords } from '#shared/sigma/pattern/alternative-in-words.ts';
import { ruleOf } from '../rule-helpers.ts';

const derivedFields = ['call.denied', 'call.succeeded', 'call.api', 'actor.kind', 'policy.public'];

function patternOf(detection: string): ReturnType<typeof rulePattern> {
  return rulePattern(ruleOf(detection, { derivedFields }));
}

describe('what EventBridge is asked for a rule', () => {
  it.each([
    [
      'every line about a field that is always text',
      'a:\n  eventSource: s3.amazonaws.com\n  eventName: [PutBucketAcl, PutBucketPolicy]\ncondition: a',
      ['eventSource s3.amazonaws.com, eventName PutBucketAcl or PutBucketPolicy'],
    ],
    [
      'one alternative for each selection of which one must hold',
      'a:\n  eventName: A\nb:\n  eventSource: b.amazonaws.com\ncondition: 1 of them',
      ['eventName A', 'eventSource b.amazonaws.com'],
    ],
    [
      'nothing of what a list of maps leaves open',
      'a:\n  - eventName: A\n  - requestID: x\ncondition: a',
      ['every record'],
    ],
    [
      'nothing about presence in nearly every record',
      "a:\n  eventName: A\n  userAgent|contains: '-kali'\ncondition: a",
      ['eventName A'],
    ],
    ['a user by name', 'a:\n  userIdentity.userName: deploy-bot\ncondition: a', ['userIdentity.userName deploy-bot']],
    [
      'a text of others only around a k, for which the Kelvin sign may stand',
      'a:\n  userIdentity.userName: Bedrock-x\ncondition: a',
      ['userIdentity.userName Bedroc*'],
    ],
    ['nothing about other fields', 'a:\n  eventName: A\n  requestParameters.x: 1\ncondition: a', ['eventName A']],
    ['nothing of keywords', "a: ['x', 'y']\ncondition: a", ['every record']],
    [
      'other than what must not hold',
      'a:\n  eventName: A\nb:\n  eventType: AwsServiceEvent\ncondition: a and not b',
      ['eventName A, eventType absent or anything but AwsServiceEvent'],
    ],
    [
      'one alternative for each line of what must not hold as a whole',
      'a:\n  errorCode|exists: true\nb:\n  eventSource: s3.amazonaws.com\n  eventName: HeadBucket\ncondition: a and not b',
      [
        'errorCode there, eventSource absent or anything but s3.amazonaws.com',
        'errorCode there, eventName absent or anything but HeadBucket',
      ],
    ],
    [
      'nothing about what must not hold, if a line of it is not known',
      'a:\n  eventName: A\nb:\n  eventType: x\n  requestID: y\ncondition: a and not b',
      ['eventName A'],
    ],
    [
      'the narrower of two lines on one field',
      'a:\n  eventName|startswith: Put\n  eventName|contains: x\ncondition: a',
      ['eventName Put*'],
    ],
    [
      'what a refusal comes with',
      'a:\n  derived.call.denied: true\ncondition: a',
      ['errorCode there', 'errorMessage there'],
    ],
    ['nothing of what no refusal comes with', 'a:\n  derived.call.denied: false\ncondition: a', ['every record']],
    ['the name with any version', 'a:\n  derived.call.api: AddPermission\ncondition: a', ['eventName AddPermission*']],
    [
      'the types of an actor',
      'a:\n  derived.actor.kind: role\ncondition: a',
      ['userIdentity.type AssumedRole or Role'],
    ],
    ['nothing of other derived fields', 'a:\n  derived.policy.public: true\ncondition: a', ['every record']],
  ])('is %s', (_, detection, expected) => {
    expect(patternOf(detection).alternatives.map(alternativeInWords)).toEqual(expected);
  });

  it('is nothing that a wider alternative lets through anyway', () => {
    const { alternatives } = patternOf(
      'a:\n  eventName: [A, B]\nb:\n  eventName: a\n  errorCode: x\ncondition: a or b',
    );
    expect(alternatives.map(alternativeInWords)).toEqual(['eventName A or B']);
  });

  it('stays small where a condition has more combinations than a pattern could hold', () => {
    const names = Array.from({ length: 12 }, (_, at) => `s${at}`);
    const selections = names.map((name) => `${name}:\n  eventType: ${name}\n  errorCode: ${name}`).join('\n');
    const { alternatives } = patternOf(
      `a:\n  eventName: A\n${selections}\ncondition: a and ${names.map((name) => `not ${name}`).join(' and ')}`,
    );
    expect(alternatives.length).toBeLessThanOrEqual(256);
    expect(alternatives.every(({ eventName }) => eventName !== undefined)).toBe(true);
  });
});

describe('a line that EventBridge is not asked about', () => {
  it.each([
    ['a keyword', "a: ['x']", 'some value of the record contains "x"', 'cannot search a whole record'],
    ['another field', 'a:\n  requestID: x', 'requestID is "x"', 'always writes in one form'],
    ['a derived field', 'a:\n  derived.policy.public: true', 'derived.policy.public is true', 'derives it'],
    [
      'a derived field of which something is known',
      'a:\n  derived.call.denied: true',
      'derived.call.denied is true',
      'always comes with',
    ],
    [
      'a test that EventBridge does not have',
      "a:\n  errorCode|re: '^A'",
      'errorCode matches the expression "^A"',
      'whether the field is there',
    ],
  ])('is named with the reason: %s', (_, selection, line, why) => {
    expect(patternOf(`${selection}\ncondition: a`).widenings).toEqual([{ line, why: expect.stringContaining(why) }]);
  });

  it('is named as what must not hold', () => {
    expect(patternOf('a:\n  eventName: A\nb:\n  eventType|contains: x\ncondition: a and not b').widenings).toEqual([
      { line: 'not: eventType contains "x"', why: expect.stringContaining('exclude no more') },
    ]);
  });
});
