import { describe, expect, it } from 'vitest';
import { type CorrelatorPorts, noConclusions } from '#shared/correlate/conclusions.ts';
import { createCorrelator } from '#shared/correlate/create-correlator.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import type { CorrelationDetection, RecordDetection } from '#shared/model/detection.ts';
import type { EnrichedRecord } from '#shared/model/enriched-record.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { Deadline } from '#shared/ports/agenda.ts';
import { CorrelationStoreError } from '#shared/ports/correlation-store.ts';
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

describe('an outer correlation that groups by other fields than the inner one', () => {
  // The specification's case: failures by address, and then a success of one of the users who had failed.
  const failures = correlationOf({ meta: metaOf('failures'), groupBy: ['sourceIPAddress'], timespanMs: 60_000 });
  const thenSuccess = correlationOf({
    meta: metaOf('then-success'),
    type: 'temporal_ordered',
    ruleIds: ['failures', 'success'],
    groupBy: ['userIdentity.userName'],
    timespanMs: 300_000,
    thresholds: [],
  });
  const user = (userName: string): JsonObject => ({ userIdentity: { type: 'IAMUser', userName } });
  const failed = (number: number, userName: string) => ({ number, userName, ruleId: 'base' });
  const succeeded = (number: number, userName: string) => ({ number, userName, ruleId: 'success' });
  const threeFailures = [failed(10, 'alice'), failed(20, 'bob'), failed(30, 'alice')];

  it.each<[string, readonly ReturnType<typeof failed>[], readonly (readonly [string, JsonObject])[]]>([
    ['a success after the failures', [...threeFailures, succeeded(40, 'alice')], [['call-10', { user: 'alice' }]]],
    ['of another who failed', [...threeFailures, succeeded(40, 'bob')], [['call-10', { user: 'bob' }]]],
    ['of one who did not', [...threeFailures, succeeded(40, 'carol')], []],
    [
      'a success with the failure that made them many',
      [...threeFailures, succeeded(30, 'alice')],
      [['call-10', { user: 'alice' }]],
    ],
    ['a success before they were many', [...threeFailures, succeeded(29, 'alice')], []],
    [
      'a success among more failures',
      [...threeFailures, failed(50, 'alice'), succeeded(40, 'alice')],
      [['call-10', { user: 'alice' }]],
    ],
    ['a success too late', [...threeFailures, succeeded(331, 'alice')], []],
  ])('%s', async (_, calls, expected) => {
    const correlator = createCorrelator([thenSuccess, failures], [], hourMs);
    const entries = calls.flatMap(({ number, userName, ruleId }) => {
      const eventID = ruleId === 'base' ? `call-${number}` : 'signed-in';
      const record = termination(number, [], { ...user(userName), eventID });
      return correlator.entriesOf(detectionOf(record, ruleId), record);
    });
    const found = await concludeAll(correlator, entries);
    expect(found.filter(({ rule }) => rule.id === 'failures')).toHaveLength(1);
    const outer = found.filter(({ rule }) => rule.id === 'then-success');
    expect(outer.map(({ firstEventID, group }) => [firstEventID, { user: group['userIdentity.userName'] }])).toEqual(
      expected,
    );
  });
});

describe('deadlines', () => {
  /** The windows with records of a minute have closed. */
  const closing = (correlationId: string, minute: number): Deadline => ({
    dueMs: 0,
    group: { correlationId, values: {}, timespanMs: 60_000 },
    span: { fromMs: minute * 60_000, toMs: (minute + 1) * 60_000 - 1 },
  });
  const firstMs = Date.UTC(2026, 2, 5);
  const firstMinute = firstMs / 60_000;
  const exactlyThree = correlationOf({ meta: metaOf('three'), thresholds: [{ operator: 'eq', value: 3 }] });
  const over = correlationOf({ meta: metaOf('over'), ruleIds: ['three'], thresholds: [{ operator: 'gte', value: 1 }] });

  it.each<[string, readonly Deadline[]]>([
    ['none', []],
    ['of a rule that has been taken out', [closing('gone', firstMinute)]],
    ['of windows without records', [closing('three', firstMinute + 1)]],
  ])('come to nothing: %s', async (_, deadlines) => {
    const correlator = createCorrelator([exactlyThree], [], hourMs);
    expect(await correlator.judge(deadlines, memoryPorts())).toEqual(noConclusions);
  });

  it('give what they find to the correlations that refer to theirs', async () => {
    const another = correlationOf({ meta: metaOf('seven'), thresholds: [{ operator: 'eq', value: 7 }] });
    const correlator = createCorrelator([another, over, exactlyThree], [], hourMs);
    const ports = memoryPorts();
    const records = [1, 2, 3].map((number) => termination(number, []));
    const entries = records.flatMap((record) => correlator.entriesOf(detectionOf(record), record));
    expect((await correlator.conclude(entries, ports)).found).toEqual([]);
    const { found } = await correlator.judge([closing('three', firstMinute)], ports);
    expect(found.map(({ detection }) => [detection.rule.id, detection.firstEventID])).toEqual([
      ['three', 'call-1'],
      ['over', 'call-1'],
    ]);
  });

  it('wait for the correlations that theirs refers to', async () => {
    const either = correlationOf({
      meta: metaOf('either'),
      ruleIds: ['three', 'other'],
      thresholds: [{ operator: 'eq', value: 1 }],
    });
    const correlator = createCorrelator([either, exactlyThree], [], hourMs);
    const ports = memoryPorts();
    const record = termination(0, []);
    await correlator.conclude(correlator.entriesOf(detectionOf(record, 'other'), record), ports);
    const due = await ports.agenda.due(Number.POSITIVE_INFINITY);
    // The record's minute, its own timespan, the inner one's, fifteen minutes for what comes late to each, and one for the agenda.
    expect(due.map(({ dueMs }) => dueMs / 60_000 - firstMinute)).toEqual([1 + 1 + 15 + (1 + 15 + 1)]);
  });

  it('of folds look at each episode', async () => {
    const noisy = metaOf('base', { trailguard: { dedup: ['recipientAccountId'] } });
    const correlator = createCorrelator([], [{ meta: noisy }], hourMs);
    // The looks come due when windows with the first record would have closed: they are not judged for that.
    const ports = { ...memoryPorts(), now: () => firstMs + 74 * 60_000 };
    const records = [0, 1, 2, 20_000, 20_001].map((number) => termination(number, []));
    const entries = records.flatMap((record) => correlator.entriesOf(detectionOf(record), record));
    const { found } = await correlator.conclude(entries, ports);
    expect(found.map(({ detection }) => detection.eventCount)).toEqual([3, 2]);
    const looks = await ports.agenda.due(Number.POSITIVE_INFINITY);
    const again = await correlator.judge([...looks, closing('base', 1)], ports);
    // Nobody has told them: they are told from here.
    expect(again.found.map(({ detection }) => detection.firstEventID)).toEqual(['call-0', 'call-20000']);
  });
});

describe('a group that fails', () => {
  const failing = (correlationId: string, ports: CorrelatorPorts): CorrelatorPorts => ({
    ...ports,
    store: {
      ...ports.store,
      addEntries: async (group, entries) => {
        if (group.correlationId === correlationId) throw new CorrelationStoreError('down');
        await ports.store.addEntries(group, entries);
      },
    },
  });
  const three = correlationOf({ meta: metaOf('three') });
  const another = correlationOf({ meta: metaOf('another') });
  const outer = correlationOf({
    meta: metaOf('outer'),
    ruleIds: ['three'],
    thresholds: [{ operator: 'gte', value: 1 }],
  });
  const records = [1, 2, 3].map((number) => termination(number, []));

  it.each<[string, readonly string[]]>([
    ['three', ['another']],
    ['another', ['three', 'outer']],
    ['outer', ['three', 'another']],
  ])('%s, does not keep others from being found, and is told with its error', async (id, expected) => {
    const correlator = createCorrelator([three, another, outer], [], hourMs);
    const entries = records.flatMap((record) => correlator.entriesOf(detectionOf(record), record));
    const { found, failures } = await correlator.conclude(entries, failing(id, memoryPorts()));
    expect(new Set(found.map(({ detection }) => detection.rule.id))).toEqual(new Set(expected));
    expect(failures).toEqual([{ correlationId: id, error: new CorrelationStoreError('down') }]);
  });

  it('is told with its error when it is judged', async () => {
    const correlator = createCorrelator([three], [], hourMs);
    const ports = memoryPorts();
    const down = async (): Promise<never> => {
      throw new CorrelationStoreError('down');
    };
    const group = { correlationId: 'three', values: {}, timespanMs: 60_000 };
    const deadline: Deadline = { dueMs: 0, group, span: { fromMs: 0, toMs: 59_999 } };
    const judged = await correlator.judge([deadline], { ...ports, store: { ...ports.store, readEpisodes: down } });
    expect(judged).toEqual({
      ...noConclusions,
      failures: [{ correlationId: 'three', error: new CorrelationStoreError('down') }],
    });
  });
});

describe('a correlation is built on', () => {
  const correlator = createCorrelator(
    [
      correlationOf({ meta: metaOf('inner'), ruleIds: ['base'] }),
      correlationOf({ meta: metaOf('middle'), ruleIds: ['other', 'inner'] }),
      correlationOf({ meta: metaOf('outer'), ruleIds: ['middle'] }),
    ],
    [],
    hourMs,
  );

  it.each<[string, readonly string[], string, boolean]>([
    ['one that it refers to', ['inner'], 'middle', true],
    ['one that it refers to through another', ['inner'], 'outer', true],
    ['one of several', ['gone', 'middle'], 'outer', true],
    ['a rule', ['base'], 'outer', true],
    ['not on itself', ['inner'], 'inner', false],
    ['not on one that refers to it', ['outer'], 'inner', false],
    ['nothing, where there is nothing', [], 'outer', false],
    ['nothing, when it is not known', ['inner'], 'gone', false],
  ])('%s', (_, others, ruleId, expected) => {
    expect(correlator.isBuiltOn(ruleId, new Set(others))).toBe(expected);
  });
});

describe('a rule with dedup', () => {
  const noisy = { meta: metaOf('base', { trailguard: { dedup: ['recipientAccountId'] } }) };
  const counted = correlationOf({ generate: true });

  it.each<[string, readonly CorrelationRule[], boolean]>([
    ['is folded', [], true],
    ['is folded, where a correlation lets it speak', [counted], true],
    ['is not, where it speaks through a correlation alone', [correlationOf()], false],
  ])('%s', (_, correlations, expected) => {
    expect(createCorrelator(correlations, [noisy], hourMs).folds('base')).toBe(expected);
  });

  it('is not folded without the fields', () => {
    expect(createCorrelator([], [{ meta: metaOf('base') }], hourMs).folds('base')).toBe(false);
  });

  it('gives its matches to correlations, not the fold of them as well', async () => {
    const byAddress = correlationOf({
      generate: true,
      groupBy: ['sourceIPAddress'],
      thresholds: [{ operator: 'gte', value: 1 }],
    });
    const correlator = createCorrelator([byAddress], [noisy], hourMs);
    const records = [1, 2].map((number) => termination(number, []));
    const entries = records.flatMap((record) => correlator.entriesOf(detectionOf(record), record));
    expect(entries.map(({ group }) => group.correlationId)).toEqual(['base', 'correlation', 'base', 'correlation']);
    const { found } = await correlator.conclude(entries, memoryPorts());
    expect(found.map(({ detection }) => [detection.rule.id, detection.group, detection.eventCount])).toEqual([
      ['base', { recipientAccountId: '123456789012' }, 2],
      ['correlation', { sourceIPAddress: '198.51.100.23' }, 2],
    ]);
  });

  it('waits for the window that it was given', async () => {
    const correlator = createCorrelator([], [noisy], 10_000);
    const records = [0, 10, 21].map((number) => termination(number, []));
    const entries = records.flatMap((record) => correlator.entriesOf(detectionOf(record), record));
    const { found } = await correlator.conclude(entries, memoryPorts());
    expect(found.map(({ detection }) => detection.eventCount)).toEqual([2, 1]);
  });
});

describe('the order of what is found', () => {
  it('is by correlation, then by group, then by time', async () => {
    const byAddress = correlationOf({ groupBy: ['sourceIPAddress'], thresholds: [{ operator: 'gte', value: 1 }] });
    const outer = correlationOf({
      meta: metaOf('outer'),
      ruleIds: ['correlation'],
      thresholds: [{ operator: 'gte', value: 4 }],
      timespanMs: hourMs,
    });
    const correlator = createCorrelator([outer, byAddress], [], hourMs);
    const calls = [
      [5, 'b'],
      [3000, 'a'],
      [1, 'c'],
      [0, 'a'],
    ] as const;
    const entries = calls.flatMap(([number, sourceIPAddress]) => {
      const record = termination(number, [], { sourceIPAddress });
      return correlator.entriesOf(detectionOf(record), record);
    });
    const { found } = await correlator.conclude(entries, memoryPorts());
    expect(found.map(({ detection }) => [detection.rule.id, detection.firstEventID])).toEqual([
      ['correlation', 'call-0'],
      ['correlation', 'call-3000'],
      ['correlation', 'call-5'],
      ['correlation', 'call-1'],
      ['outer', 'call-0'],
    ]);
  });

  it('puts inner correlations before outer ones, and folds before both', () => {
    const inner = correlationOf({ meta: metaOf('inner') });
    const outer = correlationOf({ meta: metaOf('outer'), ruleIds: ['inner'] });
    const noisy = { meta: metaOf('noisy', { trailguard: { dedup: [] } }) };
    const { groupDeadlines } = createCorrelator([outer, inner], [noisy], hourMs);
    const deadlineOf = (correlationId: string, dueMs = 0): Deadline => ({
      dueMs,
      group: { correlationId, values: {}, timespanMs: 0 },
    });
    const deadlines = [deadlineOf('outer'), deadlineOf('inner', 1), deadlineOf('noisy'), deadlineOf('inner', 2)];
    expect(groupDeadlines(deadlines).map((group) => group.map((due) => [due.group.correlationId, due.dueMs]))).toEqual([
      [['noisy', 0]],
      [
        ['inner', 1],
        ['inner', 2],
      ],
      [['outer', 0]],
    ]);
  });
});

describe('references', () => {
  it('tell which rules some correlation asks for', () => {
    const { refersTo } = createCorrelator([correlationOf()], [], hourMs);
    expect(['base', 'stranger'].map(refersTo)).toEqual([true, false]);
  });

  it('that name a rule twice take its matches once', () => {
    const record = termination(0, []);
    const correlator = createCorrelator([correlationOf({ ruleIds: ['base', 'base'] })], [], hourMs);
    expect(correlator.entriesOf(detectionOf(record), record)).toHaveLength(1);
  });

  it('of several correlations to one rule take its matches for each', () => {
    const record = termination(0, []);
    const rules = ['one', 'two'].map((id) => correlationOf({ meta: metaOf(id) }));
    const entries = createCorrelator(rules, [], hourMs).entriesOf(detectionOf(record), record);
    expect(entries.map(({ group }) => group.correlationId)).toEqual(['one', 'two']);
  });

  it('say which correlations saw only the latest of their records', async () => {
    const correlator = createCorrelator([correlationOf({ groupBy: ['sourceIPAddress'] })], [], hourMs);
    const ports = { ...memoryPorts(), store: createMemoryCorrelationStore({ maxEntriesRead: 3 }) };
    const records = ['a', 'b'].flatMap((sourceIPAddress) =>
      [0, 1, 2, 3].map((number) => termination(number, [], { sourceIPAddress })),
    );
    const entries = records.flatMap((record) => correlator.entriesOf(detectionOf(record), record));
    expect((await correlator.conclude(entries, ports)).cut).toEqual(['correlation']);
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
