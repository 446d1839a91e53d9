import { describe, expect, test } from 'vitest';
import { deriveSubject } from '#shared/enrich/subject.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { Subject } from '#shared/model/target.ts';
import { call } from './record.ts';

const bucket: Subject = { kind: 'bucket', bucket: 'example-exports' };
const trail = { kind: 'trail', trailArn: 'arn:aws:cloudtrail:eu-west-1:123456789012:trail/main' } as const;
const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
const key: Subject = { kind: 'encryption-key', keyArn: `arn:aws:kms:eu-west-1:123456789012:key/${keyId}` };
const rules = (...ids: readonly string[]): JsonObject => ({
  securityGroupRuleSet: {
    items: ids.map((securityGroupRuleId) => ({ groupId: 'sg-0123456789abcdef0', securityGroupRuleId })),
  },
});
const modifyRules = (GroupId: string, SecurityGroupRule: JsonObject | readonly JsonObject[]): JsonObject => ({
  ModifySecurityGroupRulesRequest: { GroupId, SecurityGroupRule },
});

describe('what a call changed', () => {
  test.each<[what: string, key: string, parameters: JsonObject | null, answer: JsonObject | null, expected: Subject]>([
    ['a bucket, which may be made with an ACL', 's3:CreateBucket', { bucketName: 'example-exports' }, null, bucket],
    ['a policy', 's3:PutBucketPolicy', { bucketName: 'example-exports' }, null, bucket],
    ['an ACL', 's3:PutBucketAcl', { bucketName: 'example-exports' }, null, bucket],
    ['a block', 's3:PutBucketPublicAccessBlock', { bucketName: 'example-exports' }, null, bucket],
    ['a block taken away', 's3:DeleteBucketPublicAccessBlock', { bucketName: 'example-exports' }, null, bucket],
    [
      'a bucket of old times',
      's3:PutBucketAcl',
      { bucketName: 'Old_Bucket' },
      null,
      { kind: 'bucket', bucket: 'Old_Bucket' },
    ],
    ["the account's block", 's3:PutAccountPublicAccessBlock', {}, null, { kind: 'account-access-block' }],
    [
      "the account's block taken away",
      's3:DeleteAccountPublicAccessBlock',
      null,
      null,
      { kind: 'account-access-block' },
    ],
    [
      'rules of a group',
      'ec2:AuthorizeSecurityGroupIngress',
      { groupId: 'sg-0123456789abcdef0' },
      rules('sgr-0000000000000001', 'sgr-0000000000000002', 'sgr-0000000000000001'),
      {
        kind: 'security-group',
        groupId: 'sg-0123456789abcdef0',
        ruleIds: ['sgr-0000000000000001', 'sgr-0000000000000002'],
      },
    ],
    [
      'rules of a group that is named by its name',
      'ec2:AuthorizeSecurityGroupIngress',
      { groupName: 'web' },
      rules('sgr-0000000000000001'),
      { kind: 'security-group', groupId: 'sg-0123456789abcdef0', ruleIds: ['sgr-0000000000000001'] },
    ],
    [
      'rules of which the answer tells no ids',
      'ec2:AuthorizeSecurityGroupIngress',
      { groupId: 'sg-01234567' },
      { _return: true },
      { kind: 'security-group', groupId: 'sg-01234567', ruleIds: [] },
    ],
    [
      'one rule that was modified',
      'ec2:ModifySecurityGroupRules',
      modifyRules('sg-01234567', { SecurityGroupRuleId: 'sgr-0000000000000001' }),
      null,
      { kind: 'security-group', groupId: 'sg-01234567', ruleIds: ['sgr-0000000000000001'], isModified: true },
    ],
    [
      'two rules, one of them in no form of a rule id',
      'ec2:ModifySecurityGroupRules',
      modifyRules('sg-01234567', [{ SecurityGroupRuleId: 'sgr-0000000000000001' }, { SecurityGroupRuleId: 'sgr-*' }]),
      null,
      { kind: 'security-group', groupId: 'sg-01234567', ruleIds: ['sgr-0000000000000001'], isModified: true },
    ],
    ['a trail by name', 'cloudtrail:StopLogging', { name: 'main' }, null, { ...trail, changed: 'logging' }],
    ['a trail by ARN', 'cloudtrail:UpdateTrail', { name: trail.trailArn }, null, trail],
    [
      "a trail's selectors",
      'cloudtrail:PutEventSelectors',
      { trailName: 'main' },
      null,
      { ...trail, changed: 'selectors' },
    ],
    [
      'a snapshot',
      'ec2:ModifySnapshotAttribute',
      { snapshotId: 'snap-0123456789abcdef0' },
      null,
      { kind: 'ebs-snapshot', id: 'snap-0123456789abcdef0' },
    ],
    ['an image', 'ec2:ModifyImageAttribute', { imageId: 'ami-01234567' }, null, { kind: 'image', id: 'ami-01234567' }],
    [
      'a snapshot of a database',
      'rds:ModifyDBSnapshotAttribute',
      { dBSnapshotIdentifier: 'orders-2026' },
      null,
      { kind: 'rds-snapshot', id: 'orders-2026' },
    ],
    [
      'a snapshot of a cluster',
      'rds:ModifyDBClusterSnapshotAttribute',
      { dBClusterSnapshotIdentifier: 'orders-2026' },
      null,
      { kind: 'rds-cluster-snapshot', id: 'orders-2026' },
    ],
    [
      'an access key',
      'iam:CreateAccessKey',
      { userName: 'bob' },
      { accessKey: { userName: 'bob', accessKeyId: 'AKIAEXAMPLEBOB000001', status: 'Active' } },
      { kind: 'access-key', userName: 'bob', accessKeyId: 'AKIAEXAMPLEBOB000001' },
    ],
    ...['', 'V2', 'V3'].map((version): [string, string, JsonObject, null, Subject] => [
      `the keys of a user whom AWS quarantines${version}`,
      'iam:AttachUserPolicy',
      { userName: 'bob', policyArn: `arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantine${version}` },
      null,
      { kind: 'user-access-keys', userName: 'bob' },
    ]),
    ['a key by id', 'kms:ScheduleKeyDeletion', { keyId, pendingWindowInDays: 7 }, null, key],
    ['a key by ARN', 'kms:ScheduleKeyDeletion', { keyId: key.keyArn }, null, key],
  ])('%s: %s', (_, name, parameters, responseElements, expected) => {
    expect(deriveSubject(call(name, parameters, { responseElements }))).toEqual(expected);
  });

  test('holds no more rules than it may', () => {
    const ids = Array.from({ length: 150 }, (_, index) => `sgr-${String(index).padStart(16, '0')}`);
    const subject = deriveSubject(
      call('ec2:AuthorizeSecurityGroupIngress', { groupId: 'sg-01234567' }, { responseElements: rules(...ids) }),
    );
    expect(subject).toMatchObject({ ruleIds: ids.slice(0, 100) });
  });
});

describe('no subject', () => {
  test.each<[what: string, key: string, parameters: JsonObject | null, more: JsonObject]>([
    ['of another call', 's3:PutBucketVersioning', { bucketName: 'example-exports' }, {}],
    ['of a call that failed', 's3:PutBucketPolicy', { bucketName: 'example-exports' }, { errorCode: 'AccessDenied' }],
    ['without parameters', 's3:PutBucketPolicy', null, {}],
    ['of a bucket that is a path', 's3:PutBucketPolicy', { bucketName: '../b' }, {}],
    ['of a bucket that is an ARN', 's3:PutBucketPolicy', { bucketName: 'arn:aws:s3:eu-west-1:123456789012:x/y' }, {}],
    ['of a bucket that is a list', 's3:PutBucketPolicy', { bucketName: ['example-exports'] }, {}],
    ['of a group in another form', 'ec2:AuthorizeSecurityGroupIngress', { groupId: 'sg-01234567\n' }, {}],
    ['of a trail with a wildcard', 'cloudtrail:StopLogging', { name: 'main*' }, {}],
    ['of a trail without a region', 'cloudtrail:StopLogging', { name: 'main' }, { awsRegion: null }],
    ['of a key by its alias', 'kms:ScheduleKeyDeletion', { keyId: 'alias/main' }, {}],
    [
      'of a user who gets another policy',
      'iam:AttachUserPolicy',
      { userName: 'bob', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      {},
    ],
    [
      "of a user who gets a policy of the account's of the same name",
      'iam:AttachUserPolicy',
      { userName: 'bob', policyArn: 'arn:aws:iam::123456789012:policy/AWSCompromisedKeyQuarantineV3' },
      {},
    ],
    [
      'of a quarantined user with a name of no form',
      'iam:AttachUserPolicy',
      { userName: '../bob', policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3' },
      {},
    ],
    ['of an access key without an answer', 'iam:CreateAccessKey', { userName: 'bob' }, {}],
    ['of a snapshot that RDS took', 'rds:ModifyDBSnapshotAttribute', { dBSnapshotIdentifier: 'rds:orders-2026' }, {}],
  ])('%s', (_, key, parameters, more) => {
    expect(deriveSubject(call(key, parameters, more))).toBeUndefined();
  });
});
