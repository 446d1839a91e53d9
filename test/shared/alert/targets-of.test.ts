import { expect, test } from 'vitest';
import { targetsOf } from '#shared/alert/targets-of.ts';
import type { Evidence } from '#shared/model/detection.ts';
import type { Subject } from '#shared/model/target.ts';
import { evidenceWith } from './detections.ts';

const bucket = (name: string): Subject => ({ kind: 'bucket', bucket: name });
const group = (...ruleIds: readonly string[]): Subject => ({ kind: 'security-group', groupId: 'sg-01234567', ruleIds });
const record = (eventID: string, subject: Subject, members: Partial<Evidence> = {}): Evidence =>
  evidenceWith({ eventID, subject, ...members });

const eventTime = '2026-03-12T12:01:33.000Z';
const place = { accountId: '123456789012', region: 'eu-west-1' };

test.each<[string, readonly Evidence[], readonly object[]]>([
  ['no records', [], []],
  ['a record that changed nothing', [evidenceWith()], []],
  ['one record', [record('1', bucket('a'))], [{ ...place, subject: bucket('a'), eventID: '1', eventTime }]],
  [
    'a record without a time',
    // The member is there and says nothing, as in a record of which no time could be read.
    [{ ...record('1', bucket('a')), eventTimeMs: Number.NaN }],
    [{ ...place, subject: bucket('a'), eventID: '1' }],
  ],
  [
    'two resources',
    [record('1', bucket('a')), record('2', bucket('b'))],
    [
      { ...place, subject: bucket('a'), eventID: '1', eventTime },
      { ...place, subject: bucket('b'), eventID: '2', eventTime },
    ],
  ],
  [
    'a resource that was changed twice: the latest record',
    [record('1', bucket('a')), record('2', bucket('a'))],
    [{ ...place, subject: bucket('a'), eventID: '2', eventTime }],
  ],
  [
    'the same name elsewhere',
    [record('1', group('sgr-1')), record('2', group('sgr-1'), { awsRegion: 'us-east-1' })],
    [
      { ...place, subject: group('sgr-1'), eventID: '1', eventTime },
      { ...place, region: 'us-east-1', subject: group('sgr-1'), eventID: '2', eventTime },
    ],
  ],
  [
    'a group that was opened twice: the rules of both',
    [record('1', group('sgr-1', 'sgr-2')), record('2', group('sgr-2', 'sgr-3'))],
    [{ ...place, subject: group('sgr-1', 'sgr-2', 'sgr-3'), eventID: '2', eventTime }],
  ],
  [
    'a group of which a rule was changed, and another added',
    [record('1', { ...group('sgr-1'), isModified: true } as Subject), record('2', group('sgr-2'))],
    [{ ...place, subject: { ...group('sgr-1', 'sgr-2'), isModified: true }, eventID: '2', eventTime }],
  ],
])('%s', (_, evidence, expected) => {
  expect(targetsOf(evidence)).toEqual(expected);
});

test.each(['accountId', 'awsRegion'] as const)('a record without its %s leads nowhere', (member) => {
  const { [member]: _, ...evidence } = record('1', bucket('a'));
  expect(targetsOf([evidence])).toEqual([]);
});
