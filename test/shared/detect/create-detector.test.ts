import { describe, expect, it } from 'vitest';
import { createDetector, type Detector } from '#shared/detect/create-detector.ts';
import { indexRules } from '#shared/detect/rule-index.ts';
import type { EnrichedRecord } from '#shared/model/enriched-record.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
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
    ['the same name and another source', 'eventName: TerminateInstances, eventSource: s3.amazonaws.com', false],
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

/** The fields of a record that no reader lets through as they are: what CloudTrail never writes must not hide a match. */
function oddRecord(eventName: Json | undefined, eventSource: Json | undefined): CloudTrailRecord {
  const fields = {
    ...(eventName !== undefined && { eventName }),
    ...(eventSource !== undefined && { eventSource }),
  };
  return { ...recordOf(), fields };
}

describe('the candidates of an odd record', () => {
  const named = 'eventName: RunInstances';
  const sourced = 'eventSource: ec2.amazonaws.com';
  const emptyName = "eventName: ''";
  it.each<[string, Json | undefined, Json | undefined, readonly string[]]>([
    ['without a name', undefined, 'ec2.amazonaws.com', ['sourced', 'either', 'empty']],
    ['with null as its name', null, 'ec2.amazonaws.com', ['sourced', 'either', 'empty']],
    ['without a source', 'RunInstances', undefined, ['named', 'either']],
    ['with null as its source', 'RunInstances', null, ['named', 'either']],
    ['with neither', undefined, undefined, ['either', 'empty']],
    ['with a list as its name, which may match by any member', ['RunInstances'], 'x', all()],
    ['with a list as its source', 'x', ['ec2.amazonaws.com'], all()],
    ['with a map as its name', { name: 'x' }, 'x', all()],
    ['with a number as its name', 5, 'ec2.amazonaws.com', ['sourced', 'either', 'five']],
    ['with its name in capitals', 'RUNINSTANCES', 'x', ['named', 'either']],
  ])('%s', (_, eventName, eventSource, expected) => {
    const rules = [
      ruleWith('named', named),
      ruleWith('sourced', sourced),
      ruleWith('either', 'awsRegion: us-east-1'),
      ruleWith('empty', emptyName),
      ruleWith('five', "eventName: '5'"),
    ];
    const candidates = indexRules(rules).candidates(oddRecord(eventName, eventSource));
    expect(candidates.map(({ rule }) => rule.meta.id)).toEqual(expected);
  });

  function all(): readonly string[] {
    return ['named', 'sourced', 'either', 'empty', 'five'];
  }
});

describe('the candidates', () => {
  it('are all rules of a name, also where several have it', () => {
    const index = indexRules(['one', 'two', 'three'].map((id) => ruleWith(id, 'eventName: TerminateInstances')));
    expect(index.candidates(recordOf()).map(({ rule }) => rule.meta.id)).toEqual(['one', 'two', 'three']);
  });

  it('are told apart by name and source, not by the two written together', () => {
    const index = indexRules([ruleWith('short', 'eventName: a'), ruleWith('long', 'eventName: ab')]);
    const ids = (name: string, source: string): readonly string[] =>
      index.candidates(oddRecord(name, source)).map(({ rule }) => rule.meta.id);
    expect([ids('a', 'bc'), ids('ab', 'c')]).toEqual([['short'], ['long']]);
  });

  it('are put together once for a name and source', () => {
    const index = indexRules([ruleWith('one', 'awsRegion: us-east-1')]);
    const first = index.candidates(recordOf());
    expect(index.candidates(recordOf({ eventID: 'another', awsRegion: 'us-east-1' }))).toBe(first);
  });

  it('are right but not kept beyond the 50,000th pair, so that invented names cannot fill the memory', () => {
    const index = indexRules([ruleWith('one', 'awsRegion: us-east-1')]);
    const numbered = (number: number): readonly unknown[] => index.candidates(oddRecord(`Name${number}`, 'x'));
    const kept = numbered(0);
    for (let number = 1; number < 49_999; number += 1) numbered(number);
    const last = numbered(49_999);
    const beyond = numbered(50_000);
    expect([numbered(0) === kept, numbered(49_999) === last, numbered(50_000) === beyond]).toEqual([true, true, false]);
    expect(numbered(50_000)).toEqual(kept);
  });
});

describe('the detector', () => {
  function detector(): Detector {
    return createDetector([
      ruleWith('late', 'awsRegion: eu-central-1'),
      ruleWith('early', 'eventName: TerminateInstances'),
      ruleWith('elsewhere', 'eventName: TerminateInstances, awsRegion: us-east-1'),
      ruleWith('other', 'eventName: RunInstances'),
    ]);
  }

  it('gives one detection for each rule that matches, in the order of the pack', () => {
    const detections = detector().detect(enrichedRecord());
    expect(detections.map(({ kind, rule }) => [kind, rule.id])).toEqual([
      ['record', 'late'],
      ['record', 'early'],
    ]);
  });

  it('says why', () => {
    expect(detector().detect(enrichedRecord())[1]?.reasons).toEqual([
      { selection: 's', field: 'eventName', value: 'TerminateInstances', test: 'equals: TerminateInstances' },
    ]);
  });

  it.each([
    ['a rule is for its name', 'eventName: TerminateInstances', true],
    ['a rule is for its name, whatever else it asks', 'eventName: TerminateInstances, awsRegion: us-east-1', true],
    ['all rules are for other names', 'eventName: RunInstances', false],
  ])('can match a record if %s', (_, selection, expected) => {
    expect(createDetector([ruleWith('one', selection)]).canMatch(recordOf())).toBe(expected);
  });

  it('gives nothing where no rule matches, and takes no evidence for it', () => {
    const { derived: _, ...record } = enrichedRecord();
    const unreadable = Object.defineProperty({ ...record }, 'derived', {
      get: () => expect.unreachable('facts are derived only for a match'),
    }) as EnrichedRecord;
    expect(createDetector([ruleWith('one', 'awsRegion: us-east-1')]).detect(unreadable)).toEqual([]);
  });
});

describe('the evidence of a detection', () => {
  const evidenceOf = (record: EnrichedRecord): unknown =>
    createDetector([ruleWith('any', 'eventVersion: "1.11"')]).detect(record)[0]?.evidence;
  const evidence = (over: JsonObject): unknown => evidenceOf(enrichedRecord(over));

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

  it('leaves out what the record does not tell, so that it stays plain JSON', () => {
    const unknown = {
      eventTimeMs: undefined,
      eventName: undefined,
      eventSource: undefined,
      awsRegion: undefined,
      accountId: undefined,
    };
    expect(Object.keys(evidenceOf({ ...enrichedRecord(), ...unknown }) as object)).toEqual([
      'eventID',
      'succeeded',
      'actor',
      'sourceIPAddress',
      'userAgent',
      'resources',
    ]);
  });
});
