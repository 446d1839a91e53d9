import { describe, expect, it } from 'vitest';
import { createCorrelator } from '#shared/correlate/create-correlator.ts';
import type { CorrelationDetection, RecordDetection } from '#shared/model/detection.ts';
import type { EnrichedRecord } from '#shared/model/enriched-record.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { enrichedRecord } from '../record-helpers.ts';
import { concludeAll, correlationOf, evidenceWith, memoryPorts, metaOf } from './correlation-helpers.ts';

const hourMs = 60 * 60 * 1000;

const detectionOf = (record: EnrichedRecord, ruleId = 'base'): RecordDetection => ({
  kind: 'record',
  rule: metaOf(ruleId),
  evidence: evidenceWith(record.eventID),
  reasons: [],
});

const termination = (number: number, instanceIds: readonly string[], over: JsonObject = {}): EnrichedRecord =>
  enrichedRecord({
    eventID: `call-${number}`,
    eventTime: new Date(Date.UTC(2026, 2, 5) + number * 1000).toISOString(),
    requestParameters: { instancesSet: { items: instanceIds.map((instanceId) => ({ instanceId })) } },
    ...over,
  });

const massTermination = correlationOf({
  type: 'value_count',
  fields: ['requestParameters.instancesSet.items.instanceId'],
  groupBy: ['recipientAccountId', 'userIdentity.arn'],
  thresholds: [{ operator: 'gte', value: 50 }],
});

async function conclude(
  rules: readonly CorrelationRule[],
  records: readonly EnrichedRecord[],
): Promise<readonly CorrelationDetection[]> {
  const correlator = createCorrelator(rules, [], hourMs);
  const entries = records.flatMap((record) => correlator.entriesOf(detectionOf(record), record));
  return concludeAll(correlator, entries);
}

const instances = Array.from({ length: 50 }, (_, number) => `i-${number}`);

describe('mass actions', () => {
  it.each<[string, readonly EnrichedRecord[], number]>([
    ['one call that names 50 instances', [termination(0, instances)], 1],
    ['50 calls that name one each', instances.map((id, number) => termination(number, [id])), 50],
  ])('%s is one detection', async (_, records, eventCount) => {
    const found = await conclude([massTermination], records);
    expect(found).toMatchObject([
      {
        eventCount,
        firstEventID: 'call-0',
        group: { recipientAccountId: '123456789012', 'userIdentity.arn': 'arn:aws:iam::123456789012:user/alice' },
        reasons: [
          {
            selection: 'value_count of requestParameters.instancesSet.items.instanceId',
            value: 50,
            test: 'at least 50 within 1 minute',
          },
        ],
      },
    ]);
  });

  it.each<[string, readonly EnrichedRecord[]]>([
    ['49 instances', [termination(0, instances.slice(1))]],
    ['50 calls for the same instance', instances.map((_, number) => termination(number, ['i-0']))],
    [
      'the same call delivered twice with 25 each',
      [termination(0, instances.slice(25)), termination(0, instances.slice(25))],
    ],
    [
      'two actors with 25 each',
      [
        termination(0, instances.slice(0, 25)),
        termination(1, instances.slice(25), { userIdentity: { arn: 'arn:aws:iam::123456789012:user/bob' } }),
      ],
    ],
  ])('%s is none', async (_, records) => {
    expect(await conclude([massTermination], records)).toEqual([]);
  });
});

describe('groups', () => {
  const byAddress = correlationOf({ groupBy: ['sourceIPAddress'], thresholds: [{ operator: 'gte', value: 2 }] });

  it.each<[string, readonly JsonObject[], readonly JsonObject[]]>([
    [
      'records of one value stand together',
      [{ sourceIPAddress: 'a' }, { sourceIPAddress: 'a' }],
      [{ sourceIPAddress: 'a' }],
    ],
    ['records of different values do not', [{ sourceIPAddress: 'a' }, { sourceIPAddress: 'b' }], []],
    ['records without the field stand together', [{ sourceIPAddress: null }, { sourceIPAddress: null }], [{}]],
    [
      'a list puts the record into each group',
      [{ sourceIPAddress: ['a', 'b'] }, { sourceIPAddress: 'b' }],
      [{ sourceIPAddress: 'b' }],
    ],
    [
      'a hostile value is a value',
      [{ sourceIPAddress: '__proto__' }, { sourceIPAddress: '__proto__' }],
      [{ sourceIPAddress: '__proto__' }],
    ],
  ])('%s', async (_, changes, groups) => {
    const records = changes.map((change, number) => termination(number, [], change));
    expect((await conclude([byAddress], records)).map((found) => found.group)).toEqual(groups);
  });

  it('take the field that an alias names for the rule', async () => {
    const rule = correlationOf({
      ruleIds: ['base', 'other'],
      groupBy: ['who'],
      aliases: { who: { base: 'userIdentity.userName', other: 'requestParameters.userName' } },
      thresholds: [{ operator: 'gte', value: 2 }],
    });
    const correlator = createCorrelator([rule], [], hourMs);
    const first = termination(0, []);
    const second = termination(1, [], { requestParameters: { userName: 'alice' } });
    const entries = [
      ...correlator.entriesOf(detectionOf(first, 'base'), first),
      ...correlator.entriesOf(detectionOf(second, 'other'), second),
    ];
    const found = await concludeAll(correlator, entries);
    expect(found.map(({ group }) => group)).toEqual([{ who: 'alice' }]);
  });

  it('leave out a record that has no readable time', async () => {
    const records = [termination(0, []), termination(1, [], { eventTime: '...' })];
    expect(await conclude([byAddress], records)).toEqual([]);
  });
});

describe('over several batches', () => {
  it('an episode keeps its first record and is told again only when it grows', async () => {
    const correlator = createCorrelator([correlationOf()], [], hourMs);
    const ports = memoryPorts();
    const batch = async (...numbers: readonly number[]): Promise<readonly [string, number][]> => {
      const records = numbers.map((number) => termination(number, []));
      const entries = records.flatMap((record) => correlator.entriesOf(detectionOf(record), record));
      const { found } = await correlator.conclude(entries, ports);
      return found.map(({ detection }) => [detection.firstEventID, detection.eventCount]);
    };
    expect(await batch(1, 2)).toEqual([]);
    expect(await batch(3)).toEqual([['call-1', 3]]);
    expect(await batch(300)).toEqual([]);
    expect(await batch(4)).toEqual([['call-1', 4]]);
  });
});

describe('correlations of correlations', () => {
  it('take an inner episode as one of their records, by its group', async () => {
    const inner = correlationOf({ meta: metaOf('burst'), groupBy: ['sourceIPAddress'] });
    const outer = correlationOf({
      meta: metaOf('burst-then-change'),
      type: 'temporal',
      ruleIds: ['burst', 'change'],
      groupBy: ['sourceIPAddress'],
      thresholds: [],
    });
    const correlator = createCorrelator([outer, inner], [], hourMs);
    const records = [0, 1, 2].map((number) => termination(number, []));
    const change = termination(10, []);
    const entries = [
      ...records.flatMap((record) => correlator.entriesOf(detectionOf(record), record)),
      ...correlator.entriesOf(detectionOf(change, 'change'), change),
    ];
    const found = await concludeAll(correlator, entries);
    expect(found.map(({ rule, firstEventID }) => [rule.id, firstEventID])).toEqual([
      ['burst', 'call-0'],
      ['burst-then-change', 'call-0'],
    ]);
  });
});

describe('rules that speak only through correlations', () => {
  it.each([
    ['a rule that no correlation refers to', 'stranger', [correlationOf()], false],
    ['a rule that one refers to', 'base', [correlationOf()], true],
    ['with generate', 'base', [correlationOf({ generate: true })], false],
    ['with generate in one of two', 'base', [correlationOf(), correlationOf({ generate: true })], false],
  ] as const)('%s', (_, ruleId, rules, expected) => {
    expect(createCorrelator(rules, [], hourMs).isSilenced(ruleId)).toBe(expected);
  });
});
