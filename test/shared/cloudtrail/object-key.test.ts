import { expect, test } from 'vitest';
import { classifyObjectKey, holdsRecords } from '#shared/cloudtrail/object-key.ts';

const day = 'eu-central-1/2026/03/02';

test.each([
  [
    `AWSLogs/123456789012/CloudTrail/${day}/123456789012_CloudTrail_eu-central-1_20260302T1015Z_abcdefghijklmnop.json.gz`,
    'log',
  ],
  [`AWSLogs/o-exampleorg1/123456789012/CloudTrail/${day}/x.json.gz`, 'log'],
  [`team/a prefix/AWSLogs/123456789012/CloudTrail/${day}/x.json.gz`, 'log'],
  [`AWSLogs/AWSLogs/123456789012/CloudTrail/${day}/x.json.gz`, 'log'],
  [`AWSLogs/123456789012/CloudTrail-Insight/${day}/x.json.gz`, 'insight'],
  [`AWSLogs/123456789012/CloudTrail-NetworkActivity/${day}/x.json.gz`, 'network-activity'],
  [`AWSLogs/123456789012/CloudTrail-Aggregated/${day}/x.json.gz`, 'aggregated'],
  [`AWSLogs/123456789012/CloudTrail-Digest/${day}/x_backfill.json.gz`, 'digest'],
  [`AWSLogs/123456789012/CloudTrail-Tomorrow/${day}/x.json.gz`, 'unknown'],
  ['AWSLogs/123456789012/Config/eu-central-1/2026/3/2/ConfigHistory/x.json.gz', 'config'],
  ['AWSLogs/123456789012/Config/ConfigWritabilityCheckFile', 'config'],
  [`AWSLogs/123456789012/vpcflowlogs/${day}/x.log.gz`, 'foreign'],
  [`AWSLogs/123456789012/elasticloadbalancing/${day}/x.log`, 'foreign'],
  ['AWSLogs/123456789012/CloudTrail/', 'foreign'],
  ['exports/march.json', 'unknown'],
  ['exports/march.jsonl.gz', 'unknown'],
  ['CloudTrail-Digest/notes.json', 'unknown'],
  ['pictures/logo.png', 'foreign'],
  ['', 'foreign'],
])('%s is %s', (key, kind) => {
  expect(classifyObjectKey(key)).toBe(kind);
});

test('a key of slashes takes no time to judge', () => {
  expect(classifyObjectKey(`${'AWSLogs/'.repeat(5000)}x`)).toBe('foreign');
});

test.each([
  ['log', true],
  ['unknown', true],
  ['digest', false],
  ['config', false],
  ['foreign', false],
] as const)('objects of kind %s: read %s', (kind, expected) => {
  expect(holdsRecords(kind)).toBe(expected);
});
