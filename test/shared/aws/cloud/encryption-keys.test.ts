import {
  CancelKeyDeletionCommand,
  DescribeKeyCommand,
  KMSClient,
  ListResourceTagsCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createEncryptionKeys } from '#shared/aws/cloud/encryption-keys.ts';
import { awsError } from './aws-error.ts';

const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const client = new KMSClient({ region: 'eu-central-1' });
const sent = mockClient(client);
const keys = createEncryptionKeys(client);
beforeEach(() => sent.reset());

describe('createEncryptionKeys', () => {
  test.each([
    ['Enabled', {}, { status: 'enabled' }],
    ['Disabled', {}, { status: 'disabled' }],
    [
      'PendingDeletion',
      { DeletionDate: new Date('2026-03-15T09:14:37Z') },
      { status: 'pending-deletion', deletionDate: '2026-03-15T09:14:37.000Z' },
    ],
    ['PendingReplicaDeletion', { PendingDeletionWindowInDays: 14 }, { status: 'pending-deletion', waitDays: 14 }],
    ['PendingImport', {}, { status: 'other' }],
    ['Unavailable', {}, { status: 'other' }],
  ] as const)('reads a key that is %s', async (KeyState, more, expected) => {
    sent.on(DescribeKeyCommand, { KeyId: keyArn }).resolves({ KeyMetadata: { KeyId: 'x', KeyState, ...more } });
    expect(await keys.getState(keyArn)).toEqual(expected);
  });

  test('reads no key where there is none', async () => {
    sent.on(DescribeKeyCommand).rejects(awsError('NotFoundException', 400));
    expect(await keys.getState(keyArn)).toBeUndefined();
  });

  test('cancels and schedules', async () => {
    sent.onAnyCommand().resolves({});
    await keys.cancelDeletion(keyArn);
    await keys.scheduleDeletion(keyArn, 10);
    expect(sent.calls().map(({ args }) => [args[0].constructor, args[0].input])).toEqual([
      [CancelKeyDeletionCommand, { KeyId: keyArn }],
      [ScheduleKeyDeletionCommand, { KeyId: keyArn, PendingWindowInDays: 10 }],
    ]);
  });

  test('reads the tags of all pages', async () => {
    sent
      .on(ListResourceTagsCommand)
      .resolvesOnce({ Tags: [{ TagKey: 'team', TagValue: 'vault' }], Truncated: true, NextMarker: 'more' })
      .resolvesOnce({ Tags: [{ TagKey: 'stage', TagValue: 'live' }] });
    expect(await keys.getTags(keyArn)).toEqual({ team: 'vault', stage: 'live' });
  });

  test.each([
    ['getState', () => keys.getState(keyArn), 'kms:DescribeKey'],
    ['cancelDeletion', () => keys.cancelDeletion(keyArn), 'kms:CancelKeyDeletion'],
    ['scheduleDeletion', () => keys.scheduleDeletion(keyArn, 7), 'kms:ScheduleKeyDeletion'],
    ['getTags', () => keys.getTags(keyArn), 'kms:ListResourceTags'],
  ] as const)('says which permission %s lacks, and where else to look', async (_, run, permission) => {
    sent.onAnyCommand().rejects(awsError('AccessDeniedException', 400));
    await expect(run()).rejects.toMatchObject({
      name: 'CloudError',
      kind: 'denied',
      permission,
      message: expect.stringContaining('key policy'),
    });
  });
});
