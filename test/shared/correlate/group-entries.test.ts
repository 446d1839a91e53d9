import { describe, expect, it } from 'vitest';
import type { FoundEpisode } from '#shared/correlate/conclusions.ts';
import { foldRule } from '#shared/correlate/fold-rule.ts';
import {
  entriesOfEpisode,
  entriesOfRecord,
  entriesOfRepeat,
  type GroupedEntry,
} from '#shared/correlate/group-entries.ts';
import type { RecordDetection } from '#shared/model/detection.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { correlationDetection } from '../alert/detections.ts';
import { enrichedRecord } from '../record-helpers.ts';
import { correlationOf, evidenceWith, metaOf } from './correlation-helpers.ts';

const detection: RecordDetection = {
  kind: 'record',
  rule: metaOf('base'),
  evidence: evidenceWith('call'),
  reasons: [{ selection: 's', field: 'eventName', value: 'StopLogging', test: 'equals: StopLogging' }],
};

const entriesOf = (
  rule: CorrelationRule,
  requestParameters: JsonObject,
  carried?: readonly string[],
): readonly GroupedEntry[] =>
  entriesOfRecord(rule, detection, enrichedRecord({ eventID: 'call', requestParameters }), carried);

const groupValues = (entries: readonly GroupedEntry[]): readonly unknown[] => entries.map(({ group }) => group.values);
const a = 'requestParameters.a';
const b = 'requestParameters.b';

describe('the entry of a record', () => {
  it('has what its correlation needs', () => {
    expect(entriesOf(correlationOf(), {})).toEqual([
      {
        group: { correlationId: 'correlation', values: {}, timespanMs: 60_000 },
        entry: {
          entryId: 'base call',
          timeEpochMs: Date.parse('2026-03-05T02:14:09Z'),
          ruleId: 'base',
          values: [],
          evidence: evidenceWith('call'),
        },
      },
    ]);
  });

  it('is none without a readable time', () => {
    expect(entriesOfRecord(correlationOf(), detection, enrichedRecord({ eventTime: '...' }))).toEqual([]);
  });
});

describe('the groups of a record', () => {
  const byBoth = correlationOf({ groupBy: [a, b] });
  it.each<[string, JsonObject, readonly unknown[]]>([
    ['one for its values', { a: 'x', b: 'y' }, [{ [a]: 'x', [b]: 'y' }]],
    ['one for values that are no texts', { a: 1, b: false }, [{ [a]: '1', [b]: 'false' }]],
    ['without a field that is absent', { b: 'y' }, [{ [b]: 'y' }]],
    ['without a field that is null', { a: null, b: 'y' }, [{ [b]: 'y' }]],
    ['without a field that is an empty list', { a: [], b: 'y' }, [{ [b]: 'y' }]],
    ['with a field that is an empty text', { a: '', b: 'y' }, [{ [a]: '', [b]: 'y' }]],
    ['one for each member of a list', { a: ['x', 'y'] }, [{ [a]: 'x' }, { [a]: 'y' }]],
    ['one for members that are the same', { a: ['x', 'x', null] }, [{ [a]: 'x' }]],
    ['one for each member of a list in a list', { a: [['x'], [['y']]] }, [{ [a]: 'x' }, { [a]: 'y' }]],
    [
      'one for each combination of two lists',
      { a: ['1', '2'], b: ['x', 'y'] },
      [
        { [a]: '1', [b]: 'x' },
        { [a]: '1', [b]: 'y' },
        { [a]: '2', [b]: 'x' },
        { [a]: '2', [b]: 'y' },
      ],
    ],
    ['one for an object, as JSON', { a: { k: [1] } }, [{ [a]: '{"k":[1]}' }]],
  ])('%s', (_, parameters, expected) => {
    expect(groupValues(entriesOf(byBoth, parameters))).toEqual(expected);
  });

  const numbers = (count: number): readonly string[] => Array.from({ length: count }, (_, number) => String(number));
  it.each<[string, number, number]>([
    ['10,000 combinations are as many groups', 100, 10_000],
    ['of more, each list is one text', 101, 1],
  ])('%s', (_, count, expected) => {
    expect(entriesOf(byBoth, { a: [...numbers(100)], b: [...numbers(count)] })).toHaveLength(expected);
  });

  it('that are bounded still tell lists from each other, and leave single values', () => {
    const by = correlationOf({ groupBy: [a, b, 'eventName'] });
    const values = groupValues(entriesOf(by, { a: ['x', ...numbers(100)], b: [...numbers(100)] }));
    expect(values).toEqual([
      {
        [a]: expect.stringMatching(/^\["x","0",.*~[0-9a-f]{32}$|^\["x","0",.*\]$/),
        [b]: expect.stringMatching(/^\["0","1",/),
        eventName: 'TerminateInstances',
      },
    ]);
  });

  it('have values of bounded length', () => {
    expect(groupValues(entriesOf(byBoth, { a: 'x'.repeat(600) }))).toEqual([
      { [a]: expect.stringMatching(/^x{479}~[0-9a-f]{32}$/) },
    ]);
  });

  it('are those of the alias that the rule has', () => {
    const aliased = correlationOf({ groupBy: ['who'], aliases: { who: { base: a, other: b } } });
    expect(groupValues(entriesOf(aliased, { a: 'x', b: 'y' }))).toEqual([{ who: 'x' }]);
  });
});

describe('the values of a record', () => {
  const counting = (type: CorrelationRule['type'], ...fields: readonly string[]): CorrelationRule =>
    correlationOf({ type, fields });
  it.each<[string, CorrelationRule, Json, Json, readonly string[]]>([
    ['of one field, each once', counting('value_count', a), ['x', 'y', 'x'], null, ['x', 'y']],
    ['of two fields, by combinations', counting('value_count', a, b), ['x', 'y'], 'z', ['["x","z"]', '["y","z"]']],
    ['of two fields of which one is absent: none', counting('value_count', a, b), ['x', 'y'], null, []],
    ['of an absent field: none', counting('value_count', a), null, null, []],
    ['to sum: also repeated ones', counting('value_sum', a), [5, 5, '7'], null, ['5', '5', '7']],
    ['to sum, of two fields: all of both', counting('value_sum', a, b), [5], [5, 6], ['5', '5', '6']],
    ['for a mean', counting('value_avg', a), [5, 5], null, ['5', '5']],
    ['for a percentile', counting('value_percentile', a), [5, 5], null, ['5', '5']],
    ['for a median', counting('value_median', a), [5, 5], null, ['5', '5']],
  ])('%s', (_, rule, valueA, valueB, expected) => {
    expect(entriesOf(rule, { a: valueA, b: valueB }).map(({ entry }) => entry.values)).toEqual([expected]);
  });
});

it('a record carries the fields that other correlations ask for, each value once', () => {
  const [grouped] = entriesOf(correlationOf(), { a: ['x', 'y', 'x'] }, [a, b]);
  expect(grouped?.entry.fields).toEqual({ [a]: ['x', 'y'], [b]: [] });
});

describe('the entry of a repeat', () => {
  const entriesOfFold = (parameters: JsonObject, over: JsonObject = {}): readonly GroupedEntry[] => {
    const fold = foldRule(metaOf('base', { trailguard: { dedup: [a] } }), 60_000);
    if (fold === undefined) throw new Error('no fold');
    return entriesOfRepeat(
      fold,
      detection,
      enrichedRecord({ eventID: 'call', requestParameters: parameters, ...over }),
    );
  };
  const account = { recipientAccountId: '123456789012' };

  it.each<[string, JsonObject, unknown]>([
    ['a value', { a: 'x' }, { ...account, [a]: 'x' }],
    ['an absent field', {}, account],
    ['a null', { a: null }, account],
    ['a list, which is one text', { a: ['x', 'y', 'x'] }, { ...account, [a]: 'x, y, x' }],
    ['a list in a list', { a: ['x', ['y']] }, { ...account, [a]: 'x, y' }],
  ])('is in one group: %s', (_, parameters, expected) => {
    expect(groupValues(entriesOfFold(parameters))).toEqual([expected]);
  });

  it('has the reasons of its match, for the alert is that of the rule', () => {
    expect(entriesOfFold({}).map(({ entry }) => [entry.entryId, entry.reasons])).toEqual([
      ['base call', detection.reasons],
    ]);
  });

  it('is in a group of bounded text', () => {
    expect(groupValues(entriesOfFold({ a: ['x'.repeat(300), 'y'.repeat(300)] }))).toEqual([
      { ...account, [a]: expect.stringMatching(/~[0-9a-f]{32}$/) },
    ]);
  });

  it('is none without a readable time', () => {
    expect(entriesOfFold({}, { eventTime: '...' })).toEqual([]);
  });
});

describe('the entry of an episode', () => {
  const episode: FoundEpisode = {
    group: { correlationId: 'inner', values: {}, timespanMs: 60_000 },
    crossedMs: 7000,
    fields: { 'userIdentity.userName': ['alice', 'bob'], sourceIPAddress: ['unread'] },
    detection: correlationDetection({
      rule: metaOf('inner'),
      firstEventID: 'first',
      group: { sourceIPAddress: '192.0.2.1' },
    }),
  };
  const outer = correlationOf({ ruleIds: ['inner'] });

  it('stands at the time when it first held, under its name', () => {
    expect(entriesOfEpisode(outer, episode)).toEqual([
      {
        group: { correlationId: 'correlation', values: {}, timespanMs: 60_000 },
        entry: {
          entryId: 'inner first',
          timeEpochMs: 7000,
          ruleId: 'inner',
          values: [],
          evidence: { ...episode.detection.evidence[0], standsFor: episode.detection.eventCount },
        },
      },
    ]);
  });

  it.each<[string, readonly string[], readonly unknown[]]>([
    ['a field that the inner one groups by', ['sourceIPAddress'], [{ sourceIPAddress: '192.0.2.1' }]],
    [
      'a field that its records carry',
      ['userIdentity.userName'],
      [{ 'userIdentity.userName': 'alice' }, { 'userIdentity.userName': 'bob' }],
    ],
    ['a field that it does not know', ['eventName'], [{}]],
    ['a name that every object has', ['constructor'], [{}]],
  ])('is grouped by %s', (_, groupBy, expected) => {
    expect(groupValues(entriesOfEpisode({ ...outer, groupBy }, episode))).toEqual(expected);
  });

  it('carries fields on', () => {
    const [grouped] = entriesOfEpisode(outer, episode, ['userIdentity.userName', 'sourceIPAddress', 'eventName']);
    expect(grouped?.entry.fields).toEqual({
      'userIdentity.userName': ['alice', 'bob'],
      sourceIPAddress: ['192.0.2.1'],
      eventName: [],
    });
  });

  it('counts by the values of its fields', () => {
    const counting: CorrelationRule = { ...outer, type: 'value_count', fields: ['userIdentity.userName'] };
    expect(entriesOfEpisode(counting, episode).map(({ entry }) => entry.values)).toEqual([['alice', 'bob']]);
  });

  it('is none for an episode without records', () => {
    const empty = { ...episode, detection: { ...episode.detection, evidence: [] } };
    expect(entriesOfEpisode(outer, empty)).toEqual([]);
  });
});
