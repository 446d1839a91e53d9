import { describe, expect, it } from 'vitest';
import type { Subject } from '#shared/model/target.ts';
import { resourceOf } from '#shared/respond/resource-of.ts';

const trailArn = 'arn:aws:cloudtrail:eu-central-1:123456789012:trail/main';
const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555';

describe('resourceOf', () => {
  it.each<[Subject, string]>([
    [{ kind: 'bucket', bucket: 'shop' }, 'arn:aws:s3:::shop'],
    [{ kind: 'account-access-block' }, 'arn:aws:s3:::123456789012:account'],
    [
      { kind: 'security-group', groupId: 'sg-1', ruleIds: ['sgr-1'] },
      'arn:aws:ec2:eu-central-1:123456789012:security-group/sg-1',
    ],
    [{ kind: 'trail', trailArn }, trailArn],
    [{ kind: 'ebs-snapshot', id: 'snap-1' }, 'arn:aws:ec2:eu-central-1::snapshot/snap-1'],
    [{ kind: 'image', id: 'ami-1' }, 'arn:aws:ec2:eu-central-1::image/ami-1'],
    [{ kind: 'rds-snapshot', id: 'daily' }, 'arn:aws:rds:eu-central-1:123456789012:snapshot:daily'],
    [{ kind: 'rds-cluster-snapshot', id: 'daily' }, 'arn:aws:rds:eu-central-1:123456789012:cluster-snapshot:daily'],
    [
      { kind: 'access-key', userName: 'alice', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
      'arn:aws:iam::123456789012:user/alice',
    ],
    [{ kind: 'user-access-keys', userName: 'alice' }, 'arn:aws:iam::123456789012:user/alice'],
    [{ kind: 'encryption-key', keyArn }, keyArn],
  ])('%j', (subject, expected) => {
    const place = { accountId: '123456789012', region: 'eu-central-1', eventID: 'event-1' };
    expect(resourceOf({ ...place, subject })).toBe(expected);
  });

  it.each([
    ['cn-north-1', 'arn:aws-cn:s3:::shop'],
    ['us-gov-west-1', 'arn:aws-us-gov:s3:::shop'],
    ['eusc-de-east-1', 'arn:aws-eusc:s3:::shop'],
  ])('knows the partition of %s', (region, expected) => {
    const subject: Subject = { kind: 'bucket', bucket: 'shop' };
    expect(resourceOf({ accountId: '123456789012', region, eventID: 'event-1', subject })).toBe(expected);
  });
});
