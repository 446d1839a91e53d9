import { describe, expect, it } from 'vitest';
import { isTarget } from '#shared/model/is-target.ts';
import type { Subject } from '#shared/model/target.ts';

const target = {
  accountId: '123456789012',
  region: 'eu-west-1',
  subject: { kind: 'bucket', bucket: 'example-exports' },
  eventID: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
};

describe('a target', () => {
  it.each<Subject>([
    { kind: 'bucket', bucket: 'b' },
    { kind: 'account-access-block' },
    { kind: 'security-group', groupId: 'sg-1', ruleIds: [] },
    { kind: 'security-group', groupId: 'sg-1', ruleIds: ['sgr-1'] },
    { kind: 'trail', trailArn: 'arn:aws:cloudtrail:eu-west-1:123456789012:trail/main' },
    { kind: 'trail', trailArn: 'arn:aws:cloudtrail:eu-west-1:123456789012:trail/main', changed: 'selectors' },
    { kind: 'security-group', groupId: 'sg-1', ruleIds: ['sgr-1'], isModified: true },
    { kind: 'ebs-snapshot', id: 'snap-1' },
    { kind: 'image', id: 'ami-1' },
    { kind: 'rds-snapshot', id: 's' },
    { kind: 'rds-cluster-snapshot', id: 's' },
    { kind: 'access-key', userName: 'alice', accessKeyId: 'AKIAEXAMPLEALICE0001' },
    { kind: 'user-access-keys', userName: 'alice' },
    { kind: 'encryption-key', keyArn: 'arn:aws:kms:eu-west-1:123456789012:key/1' },
  ])('has a subject: $kind', (subject) => {
    expect(isTarget({ ...target, subject })).toBe(true);
    expect(isTarget({ ...target, subject, eventTime: '2026-03-12T12:01:33.000Z' })).toBe(true);
  });

  it.each(['us-gov-west-1', 'us-iso-east-1', 'ap-southeast-2', 'cn-north-1', 'eusc-de-east-1'])(
    'may be in %s',
    (region) => {
      expect(isTarget({ ...target, region })).toBe(true);
    },
  );

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'bucket'],
    ['a list', [target]],
    ['no account', { ...target, accountId: undefined }],
    ['an account of other characters', { ...target, accountId: '12345678901x' }],
    ['a region that is a host', { ...target, region: 'eu-west-1.example.com' }],
    ['a region with a path', { ...target, region: 'eu-west-1/../x' }],
    ['no record', { ...target, eventID: '' }],
    ['a time that is a number', { ...target, eventTime: 1 }],
    ['no subject', { ...target, subject: undefined }],
    ['a subject of no kind', { ...target, subject: { bucket: 'b' } }],
    ['a subject of a kind that every object has', { ...target, subject: { kind: 'constructor' } }],
    ['a bucket without a name', { ...target, subject: { kind: 'bucket', bucket: '' } }],
    ['a bucket with an endless name', { ...target, subject: { kind: 'bucket', bucket: 'b'.repeat(2049) } }],
    ['rule ids that are no list', { ...target, subject: { kind: 'security-group', groupId: 'g', ruleIds: 'sgr-1' } }],
    ['rule ids that are no texts', { ...target, subject: { kind: 'security-group', groupId: 'g', ruleIds: [1] } }],
    [
      'a group of which nobody says',
      { ...target, subject: { kind: 'security-group', groupId: 'g', ruleIds: [], isModified: 'no' } },
    ],
    ['a trail of which all changed', { ...target, subject: { kind: 'trail', trailArn: 'a', changed: 'all' } }],
    ['a key without its user', { ...target, subject: { kind: 'access-key', accessKeyId: 'a' } }],
  ])('is not %s', (_, value) => {
    expect(isTarget(value)).toBe(false);
  });
});
