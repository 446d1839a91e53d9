import { describe, expect, it } from 'vitest';
import { createCorrelator } from '#shared/correlate/create-correlator.ts';
import { createDetector } from '#shared/detect/create-detector.ts';
import { loadRulePack } from '#shared/load-rule-pack.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { enrichedRecord } from '../record-helpers.ts';
import { concludeAll } from './correlation-helpers.ts';

const ruleOn = (eventName: string): string => `title: ${eventName}
name: ${eventName}
logsource: {product: aws, service: cloudtrail}
detection:
  selection: {eventName: ${eventName}}
  condition: selection
`;

/** How often a correlation of three rules holds over calls, each given as seconds, name and what else its record has. */
async function countEpisodes(correlation: string, calls: readonly Call[]): Promise<number> {
  const documents = [
    ...['GetObject', 'ListUsers', 'ListRoles'].map(ruleOn),
    `title: Outer\ncorrelation: ${correlation}\n`,
  ];
  const { pack, problems } = loadRulePack([{ file: 'a.yml', path: 'a.yml', text: documents.join('---\n') }]);
  expect(problems).toEqual([]);
  const detector = createDetector(pack.rules);
  const correlator = createCorrelator(pack.correlations, pack.rules, pack.dedupWindowMs);
  const entries = calls.flatMap(([seconds, eventName, over], number) => {
    const eventTime = new Date(Date.UTC(2026, 2, 5) + seconds * 1000).toISOString();
    const record = enrichedRecord({ eventID: `call-${number}`, eventTime, eventName, ...over });
    return detector.detect(record).flatMap((detection) => correlator.entriesOf(detection, record));
  });
  return (await concludeAll(correlator, entries)).length;
}

type Call = readonly [seconds: number, eventName: string, over?: JsonObject];

const by = (userName: string): JsonObject => ({ userIdentity: { userName } });
const from = (sourceIPAddress: string): JsonObject => ({ sourceIPAddress });
const get = (seconds: number, bytes: number, over: JsonObject = {}): Call => [
  seconds,
  'GetObject',
  { additionalEventData: { bytesTransferredOut: bytes }, ...over },
];
const times = (count: number, call: (number: number) => Call): readonly Call[] =>
  Array.from({ length: count }, (_, number) => call(number));

const bytes = 'field: additionalEventData.bytesTransferredOut';
const one = 'rules: [GetObject], group-by: [userIdentity.userName], timespan: 1h';
const three =
  'rules: [ListUsers, GetObject, ListRoles], group-by: [sourceIPAddress, userIdentity.userName], timespan: 5m';
const two = 'rules: [ListUsers, ListRoles], group-by: [userIdentity.userName], timespan: 5m';

describe('every correlation type of the specification', () => {
  it.each<[string, string, { readonly holds: readonly Call[]; readonly justNot: readonly Call[] }]>([
    [
      'event_count: a hundred calls in an hour',
      `{type: event_count, ${one}, condition: {gte: 100}}`,
      {
        holds: times(100, (number) => [number * 36, 'GetObject']),
        justNot: times(100, (number) => [number * 37, 'GetObject']),
      },
    ],
    [
      'event_count by user: a hundred calls of one, not of two together',
      `{type: event_count, ${one}, condition: {gte: 100}}`,
      {
        holds: times(200, (number) => [number, 'GetObject', number % 2 === 0 ? by('bob') : by(`user-${number}`)]),
        justNot: times(198, (number) => [number, 'GetObject', by(number % 2 === 0 ? 'bob' : 'carol')]),
      },
    ],
    [
      'event_count of two rules: their calls are counted together',
      '{type: event_count, rules: [ListUsers, ListRoles], group-by: [userIdentity.userName], timespan: 1h, condition: {eq: 3}}',
      {
        holds: times(3, (number) => [number, number === 1 ? 'ListUsers' : 'ListRoles']),
        justNot: times(3, (number) => [number, number === 1 ? 'GetObject' : 'ListRoles']),
      },
    ],
    [
      'event_count in a range: more than two, at most four',
      `{type: event_count, ${one}, condition: {gt: 2, lte: 4}}`,
      { holds: times(4, (number) => [number, 'GetObject']), justNot: times(5, (number) => [number, 'GetObject']) },
    ],
    [
      'value_count: three keys of one user',
      `{type: value_count, ${one}, condition: {field: requestParameters.key, gte: 3}}`,
      {
        holds: times(3, (number) => [number, 'GetObject', { requestParameters: { key: `key-${number}` } }]),
        justNot: times(9, (number) => [number, 'GetObject', { requestParameters: { key: `key-${number % 2}` } }]),
      },
    ],
    [
      'value_count within a day: a hundred users tried from one address in one region',
      '{type: value_count, rules: [GetObject], group-by: [sourceIPAddress, awsRegion], timespan: 1d, condition: {field: userIdentity.userName, gte: 100}}',
      {
        holds: times(100, (number) => [number * 872, 'GetObject', by(`user-${number}`)]),
        justNot: times(100, (number) => [
          number * 872,
          'GetObject',
          { ...by(`user-${number}`), awsRegion: number === 50 ? 'eu-west-3' : 'eu-central-1' },
        ]),
      },
    ],
    [
      'value_count of two fields: three different pairs',
      `{type: value_count, ${one}, condition: {field: [requestParameters.key, awsRegion], gte: 3}}`,
      {
        holds: times(4, (number) => [
          number,
          'GetObject',
          { requestParameters: { key: `${number % 2}` }, awsRegion: `region-${number >> 1}` },
        ]),
        justNot: times(4, (number) => [
          number,
          'GetObject',
          { requestParameters: { key: `${number % 2}` }, awsRegion: `region-${number % 2}` },
        ]),
      },
    ],
    [
      'temporal: both within five minutes, in any order',
      `{type: temporal, ${two}}`,
      {
        holds: [
          [0, 'ListRoles'],
          [300, 'ListUsers'],
        ],
        justNot: [
          [0, 'ListRoles'],
          [301, 'ListUsers'],
        ],
      },
    ],
    [
      'temporal: three calls in any order by one user from one address',
      `{type: temporal, ${three}}`,
      {
        holds: [
          [0, 'ListRoles', from('192.0.2.1')],
          [150, 'GetObject', from('192.0.2.1')],
          [300, 'ListUsers', from('192.0.2.1')],
        ],
        justNot: [
          [0, 'ListRoles', from('192.0.2.1')],
          [150, 'GetObject', from('192.0.2.1')],
          [300, 'ListUsers', from('192.0.2.2')],
        ],
      },
    ],
    [
      'temporal by user: the same one',
      `{type: temporal, ${two}}`,
      {
        holds: [
          [0, 'ListRoles', by('bob')],
          [1, 'ListUsers', by('bob')],
        ],
        justNot: [
          [0, 'ListRoles', by('bob')],
          [1, 'ListUsers', by('carol')],
        ],
      },
    ],
    [
      'temporal with a number: two of the three',
      '{type: temporal, rules: [GetObject, ListUsers, ListRoles], timespan: 5m, condition: {gte: 2}}',
      {
        holds: [
          [0, 'ListRoles'],
          [1, 'GetObject'],
        ],
        justNot: [
          [0, 'ListRoles'],
          [1, 'ListRoles'],
        ],
      },
    ],
    [
      'temporal with aliases: the user of one is named by the other',
      '{type: temporal, rules: [ListUsers, ListRoles], group-by: [who], timespan: 10s, aliases: {who: {ListUsers: userIdentity.userName, ListRoles: requestParameters.userName}}}',
      {
        holds: [
          [0, 'ListUsers', by('bob')],
          [1, 'ListRoles', { ...by('carol'), requestParameters: { userName: 'bob' } }],
        ],
        justNot: [
          [0, 'ListUsers', by('bob')],
          [1, 'ListRoles', { ...by('bob'), requestParameters: { userName: 'carol' } }],
        ],
      },
    ],
    [
      'temporal with two aliases: what one call comes from is what the other goes to, and the reverse',
      '{type: temporal, rules: [ListUsers, ListRoles], group-by: [inner, outer], timespan: 10s, aliases: {inner: {ListUsers: requestParameters.to, ListRoles: requestParameters.from}, outer: {ListUsers: requestParameters.from, ListRoles: requestParameters.to}}}',
      {
        holds: [
          [0, 'ListUsers', { requestParameters: { from: 'a', to: 'b' } }],
          [10, 'ListRoles', { requestParameters: { from: 'b', to: 'a' } }],
        ],
        justNot: [
          [0, 'ListUsers', { requestParameters: { from: 'a', to: 'b' } }],
          [10, 'ListRoles', { requestParameters: { from: 'a', to: 'b' } }],
        ],
      },
    ],
    [
      'temporal with a condition over rules',
      `{type: temporal, ${two}, condition: ListUsers and not ListRoles}`,
      {
        holds: [
          [0, 'ListUsers'],
          [301, 'ListRoles'],
        ],
        justNot: [
          [0, 'ListUsers'],
          [300, 'ListRoles'],
        ],
      },
    ],
    [
      'temporal_ordered: one after the other',
      `{type: temporal_ordered, ${two}}`,
      {
        holds: [
          [0, 'ListUsers'],
          [300, 'ListRoles'],
        ],
        justNot: [
          [0, 'ListRoles'],
          [1, 'ListUsers'],
        ],
      },
    ],
    [
      'temporal_ordered: three calls, each after the one before it',
      `{type: temporal_ordered, ${three}}`,
      {
        holds: [
          [0, 'ListUsers'],
          [1, 'GetObject'],
          [2, 'ListUsers'],
          [300, 'ListRoles'],
        ],
        justNot: [
          [0, 'ListUsers'],
          [1, 'ListRoles'],
          [300, 'GetObject'],
        ],
      },
    ],
    [
      'value_sum: more than a million bytes in an hour',
      `{type: value_sum, ${one}, condition: {${bytes}, gt: 1000000}}`,
      { holds: [get(0, 1_000_000), get(3600, 0.5)], justNot: [get(0, 999_999), get(3600, 1), get(3601, 999_998)] },
    ],
    [
      'value_sum by user and address: what neither adds up to alone',
      '{type: value_sum, rules: [GetObject], group-by: [sourceIPAddress, userIdentity.userName], timespan: 1h, condition: {field: additionalEventData.bytesTransferredOut, gt: 1000000}}',
      {
        holds: [get(0, 600_000, by('bob')), get(1, 600_000, by('carol')), get(2, 600_000, by('bob'))],
        justNot: [get(0, 600_000, by('bob')), get(1, 600_000, by('carol'))],
      },
    ],
    [
      'value_sum counts a number as often as it is there',
      `{type: value_sum, ${one}, condition: {field: requestParameters.sizes, gte: 10}}`,
      {
        holds: [[0, 'GetObject', { requestParameters: { sizes: [5, 5] } }]],
        justNot: [[0, 'GetObject', { requestParameters: { sizes: [5, 4] } }]],
      },
    ],
    [
      'value_sum of two fields: all their numbers',
      `{type: value_sum, ${one}, condition: {field: [requestParameters.in, requestParameters.out], gte: 10}}`,
      {
        holds: [
          [0, 'GetObject', { requestParameters: { in: 5, out: 4 } }],
          [1, 'GetObject', { requestParameters: { in: 1 } }],
        ],
        justNot: [[0, 'GetObject', { requestParameters: { in: 5, out: 4 } }]],
      },
    ],
    [
      'value_avg within a day: of every call of the day, by user',
      '{type: value_avg, rules: [GetObject], group-by: [sourceIPAddress, userIdentity.userName], timespan: 24h, condition: {field: additionalEventData.bytesTransferredOut, gt: 500}}',
      {
        holds: [get(0, 1), get(86_400, 1000)],
        justNot: [get(0, 0, by('bob')), get(86_400, 1000, by('bob')), get(1, 500, by('carol'))],
      },
    ],
    [
      'value_avg: more than 500 bytes a call',
      `{type: value_avg, ${one}, condition: {${bytes}, gt: 500}}`,
      { holds: [get(0, 1), get(1, 1000)], justNot: [get(0, 0), get(1, 1000)] },
    ],
    [
      'value_median: half of the calls',
      `{type: value_median, ${one}, condition: {${bytes}, gte: 100}}`,
      { holds: [get(0, 0), get(1, 100), get(2, 100)], justNot: [get(0, 0), get(1, 99), get(2, 9000)] },
    ],
    [
      'value_percentile: a tenth of the calls and more',
      `{type: value_percentile, ${one}, condition: {${bytes}, percentile: 90, gte: 100}}`,
      {
        holds: times(11, (number) => get(number, number < 9 ? 0 : 100)),
        justNot: times(11, (number) => get(number, number < 10 ? 0 : 100)),
      },
    ],
    [
      'value_percentile that names none is the median',
      `{type: value_percentile, ${one}, condition: {${bytes}, lte: 1}}`,
      { holds: [get(0, 0), get(1, 1), get(2, 9000)], justNot: [get(0, 0), get(1, 2), get(2, 9000)] },
    ],
  ])('%s', async (_, correlation, { holds, justNot }) => {
    expect([await countEpisodes(correlation, holds), await countEpisodes(correlation, justNot)]).toEqual([1, 0]);
  });

  it('temporal_ordered over a correlation: many failures of a user, then a call that goes through', async () => {
    const correlation = `{type: temporal_ordered, rules: [failures, GetObject], group-by: [userIdentity.userName], timespan: 1h}
---
title: Inner
name: failures
correlation: {type: event_count, rules: [ListUsers], group-by: [sourceIPAddress, userIdentity.userName], timespan: 1h, condition: {gte: 10}}`;
    const failures = times(10, (number) => [number, 'ListUsers', by('bob')]);
    const episodes = (...calls: readonly Call[]): Promise<number> => countEpisodes(correlation, calls);
    // The episode of the inner correlation is there each time.
    expect(await episodes(...failures, [600, 'GetObject', { ...by('bob'), ...from('192.0.2.9') }])).toBe(2);
    expect(await episodes(...failures, [600, 'GetObject', by('carol')])).toBe(1);
    expect(await episodes([-1, 'GetObject', by('bob')], ...failures)).toBe(1);
  });
});
