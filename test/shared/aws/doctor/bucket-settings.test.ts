import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createBucketSettings } from '#shared/aws/doctor/bucket-settings.ts';
import type { BucketSettings } from '#shared/ports/doctor/bucket-facts.ts';
import { awsError } from '../cloud/aws-error.ts';

const client = new S3Client({ region: 'eu-central-1' });
const sent = mockClient(client);
const settings = createBucketSettings(client, '123456789012');
beforeEach(() => sent.reset());

describe('settings of a bucket', () => {
  it('are read from the account alone', async () => {
    const owned = { Bucket: 'logs', ExpectedBucketOwner: '123456789012' };
    sent.on(GetBucketVersioningCommand, owned).resolves({ Status: 'Enabled', MFADelete: 'Enabled' });
    sent.on(GetBucketEncryptionCommand, owned).resolves({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
      },
    });
    sent.on(GetBucketLifecycleConfigurationCommand, owned).resolves({ Rules: [{ Status: 'Enabled' }] });
    sent
      .on(GetObjectLockConfigurationCommand, owned)
      .resolves({ ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } });
    sent.on(GetBucketNotificationConfigurationCommand, owned).resolves({ EventBridgeConfiguration: {} });
    expect(await settings.getVersioning('logs')).toEqual({ isEnabled: true, needsMfa: true });
    expect(await settings.getEncryption('logs')).toBe('aws:kms');
    expect(await settings.hasLifecycle('logs')).toBe(true);
    expect(await settings.hasObjectLock('logs')).toBe(true);
    expect(await settings.sendsToEventBridge('logs')).toBe(true);
  });

  it('are off where S3 has none', async () => {
    sent.on(GetBucketVersioningCommand).resolves({});
    sent.on(GetBucketEncryptionCommand).rejects(awsError('ServerSideEncryptionConfigurationNotFoundError', 404));
    sent.on(GetBucketLifecycleConfigurationCommand).rejects(awsError('NoSuchLifecycleConfiguration', 404));
    sent.on(GetObjectLockConfigurationCommand).rejects(awsError('ObjectLockConfigurationNotFoundError', 404));
    sent.on(GetBucketNotificationConfigurationCommand).resolves({});
    expect(await settings.getVersioning('logs')).toEqual({ isEnabled: false, needsMfa: false });
    expect(await settings.getEncryption('logs')).toBeUndefined();
    expect(await settings.hasLifecycle('logs')).toBe(false);
    expect(await settings.hasObjectLock('logs')).toBe(false);
    expect(await settings.sendsToEventBridge('logs')).toBe(false);
  });

  it('have no lifecycle while its rules are disabled', async () => {
    sent.on(GetBucketLifecycleConfigurationCommand).resolves({ Rules: [{ Status: 'Disabled' }] });
    expect(await settings.hasLifecycle('logs')).toBe(false);
  });

  it.each<[keyof BucketSettings, string]>([
    ['getVersioning', 's3:GetBucketVersioning'],
    ['getEncryption', 's3:GetEncryptionConfiguration'],
    ['hasLifecycle', 's3:GetLifecycleConfiguration'],
    ['hasObjectLock', 's3:GetBucketObjectLockConfiguration'],
    ['sendsToEventBridge', 's3:GetBucketNotification'],
  ])('%s names the permission that it lacks', async (method, permission) => {
    sent.rejects(awsError('AccessDenied', 403));
    await expect(settings[method]('logs')).rejects.toMatchObject({ kind: 'denied', permission });
  });

  it('are not there where the bucket is not', async () => {
    sent.rejects(awsError('NoSuchBucket', 404));
    await expect(settings.getVersioning('logs')).rejects.toMatchObject({ kind: 'not-found' });
  });
});
