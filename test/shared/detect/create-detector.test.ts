import { describe, expect, it } from 'vitest';
import { createDetector } from '#shared/detect/create-detector.ts';
import { indexRules } from '#shared/detect/rule-index.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { DetectionRule } from '#shared/sigma/ast.ts';
import { enrichedRecord, recordOf } from '../record-helpers.ts';
import { ruleOf } from '../sigma/rule-helpers.ts';

/** A rule of one selection with an id of its own. */
function ruleWith(id: string, selection: string, condition = 's'): DetectionRule {
  const rule = ruleOf(`s: {${selection}}\ncondition: ${condition}`);
  return { ...rule, meta: { ...rule.meta, id } };
}

describe('the candidates of a TerminateInstances record', () => {
  it.each<[string, string, boolean]>([
    ['the same name', 'eventName: TerminateInstances', true],
    ['the same name in another case', 'eventName: terminateinstances', true],
    ['another name', 'eventName: RunInstances', false],
    ['one of several names', 'eventName: [RunInstances, TerminateInstances]', true],
    ['the same name and another source', 'eventName: TerminateInstances, eventSource: s3.amazonaws.com', true],
    ['the same source', 'eventSource: ec2.amazonaws.com', true],
    ['another source', 'eventSource: s3.amazonaws.com', false],
    ['a pattern of names', 'eventName: Run*', true],
    ['a name that it must not have', 'eventName|neq: TerminateInstances', true],
    ['neither name nor source', 'awsRegion: us-east-1', true],
  ])('with a rule of %s', (_, selection, expected) => {
    const index = indexRules([ruleWith('one', selection)]);
    expect(index.candidates(recordOf())).toHaveLength(expected ? 1 : 0);
  });

  it('include a rule that only excludes its name', () => {
    const index = indexRules([ruleWith('one', 'eventName: RunInstances', 'not s')]);
    expect(index.candidates(recordOf())).toHaveLength(1);
  });
});

describe('the detector', () => {
  const detector = createDetector([
    ruleWith('late', 'awsRegion: eu-central-1'),
    ruleWith('early', 'eventName: TerminateInstances'),
    ruleWith('other', 'eventName: RunInstances'),
  ]);

  it('gives one detection for each rule that matches, in the order of the pack', () => {
    expect(detector.detect(enrichedRecord()).map(({ rule }) => rule.id)).toEqual(['late', 'early']);
  });

  it('says why', () => {
    expect(detector.detect(enrichedRecord())[1]?.reasons).toEqual([
      { selection: 's', field: 'eventName', value: 'TerminateInstances', test: 'equals: TerminateInstances' },
    ]);
  });

  it('gives nothing where no rule matches', () => {
    const indexed = createDetector([ruleWith('one', 'eventName: RunInstances')]);
    expect(indexed.canMatch(recordOf())).toBe(false);
    expect(indexed.detect(enrichedRecord())).toEqual([]);
  });
});

describe('the evidence of a detection', () => {
  const detector = createDetector([ruleWith('any', 'eventVersion: "1.11"')]);
  const evidence = (over: JsonObject): unknown => detector.detect(enrichedRecord(over))[0]?.evidence;

  it('has what an alert shows', () => {
    expect(evidence({ errorCode: 'AccessDenied' })).toEqual({
      eventID: '5d1c6a3e-0000-4000-8000-000000000002',
      eventTimeMs: Date.UTC(2026, 2, 5, 2, 14, 9),
      eventName: 'TerminateInstances',
      eventSource: 'ec2.amazonaws.com',
      awsRegion: 'eu-central-1',
      accountId: '123456789012',
      errorCode: 'AccessDenied',
      succeeded: false,
      actor: {
        kind: 'user',
        arn: 'arn:aws:iam::123456789012:user/alice',
        name: 'alice',
        accountId: '123456789012',
        accessKeyId: 'AKIAEXAMPLEALICE0001',
      },
      sourceIPAddress: '198.51.100.23',
      userAgent: 'aws-cli/2.31.0',
      resources: [],
    });
  });

  it.each<[string, JsonObject]>([
    ['empty', { errorCode: '', sourceIPAddress: '', userAgent: '' }],
    ['null', { errorCode: null, sourceIPAddress: null, userAgent: null }],
    ['of another type', { errorCode: 5, sourceIPAddress: ['192.0.2.1'], userAgent: { name: 'x' } }],
  ])('leaves out what is %s', (_, over) => {
    const keys = Object.keys(evidence(over) as object);
    expect(keys.filter((key) => key in over)).toEqual([]);
  });
});
