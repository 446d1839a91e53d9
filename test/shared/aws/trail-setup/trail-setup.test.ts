import { CloudTrailClient, CreateTrailCommand, UpdateTrailCommand } from '@aws-sdk/client-cloudtrail';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  KMSClient,
} from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  GetBucketNotificationConfigurationCommand,
  HeadBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTrailSetup } from '#shared/aws/trail-setup/open-trail-setup.ts';
import { awsError } from '../cloud/aws-error.ts';

const config = { region: 'eu-central-1' };
const clients = {
  cloudTrail: new CloudTrailClient(config),
  s3: new S3Client(config),
  s3Control: new S3ControlClient(config),
  kms: new KMSClient(config),
};
const cloudTrail = mockClient(clients.cloudTrail);
const s3 = mockClient(clients.s3);
const kms = mockClient(clients.kms);
const setup = createTrailSetup({ accountId: '123456789012', region: 'eu-central-1' }, clients);
const owned = { Bucket: 'logs', ExpectedBucketOwner: '123456789012' };
beforeEach(() => {
  for (const mock of [cloudTrail, s3, kms]) mock.reset();
});

describe('setting up a trail', () => {
  it('creates a trail with all that is asked for', async () => {
    await setup.trails.create({
      name: 'audit',
      bucket: 'logs',
      keyArn: 'arn:key',
      isMultiRegion: true,
      hasGlobalEvents: true,
      isValidated: true,
      isOrganization: true,
    });
    expect(cloudTrail.commandCalls(CreateTrailCommand)[0]?.args[0].input).toEqual({
      Name: 'audit',
      S3BucketName: 'logs',
      KmsKeyId: 'arn:key',
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      IsOrganizationTrail: true,
    });
  });

  it('changes of a trail what is said, and nothing else', async () => {
    await setup.trails.update({ name: 'audit', isValidated: true });
    expect(cloudTrail.commandCalls(UpdateTrailCommand)[0]?.args[0].input).toEqual({
      Name: 'audit',
      EnableLogFileValidation: true,
    });
  });

  it('says what CloudTrail refuses', async () => {
    cloudTrail.rejects(awsError('InsufficientS3BucketPolicyException', 400));
    const update = setup.trails.update({ name: 'audit' });
    await expect(update).rejects.toMatchObject({ kind: 'refused', permission: 'cloudtrail:UpdateTrail' });
    await expect(update).rejects.toThrow('InsufficientS3BucketPolicyException');
  });

  it.each([
    ['eu-central-1', { CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }],
    ['us-east-1', {}],
  ])('creates a bucket in %s', async (region, more) => {
    const there = createTrailSetup({ accountId: '123456789012', region }, clients);
    await there.buckets.create('logs');
    expect(s3.commandCalls(CreateBucketCommand)[0]?.args[0].input).toEqual({
      Bucket: 'logs',
      ObjectOwnership: 'BucketOwnerEnforced',
      ...more,
    });
  });

  it('knows its own bucket, one that is not there, and a stranger’s', async () => {
    s3.on(HeadBucketCommand, owned)
      .resolvesOnce({})
      .rejectsOnce(awsError('NotFound', 404))
      .rejects(awsError('Forbidden', 403));
    expect(await setup.buckets.exists('logs')).toBe(true);
    expect(await setup.buckets.exists('logs')).toBe(false);
    await expect(setup.buckets.exists('logs')).rejects.toThrow('it may belong to another account');
  });

  it('turns on versioning and encryption', async () => {
    await setup.buckets.enableVersioning('logs');
    await setup.buckets.encrypt('logs');
    expect(s3.commandCalls(PutBucketVersioningCommand)[0]?.args[0].input).toEqual({
      ...owned,
      VersioningConfiguration: { Status: 'Enabled' },
    });
    expect(s3.commandCalls(PutBucketEncryptionCommand)[0]?.args[0].input).toMatchObject(owned);
  });

  it('adds EventBridge to the notifications that are there', async () => {
    const QueueConfigurations = [{ QueueArn: 'arn:q', Events: ['s3:ObjectCreated:*' as const] }];
    s3.on(GetBucketNotificationConfigurationCommand, owned).resolves({ QueueConfigurations });
    await setup.buckets.sendToEventBridge('logs');
    expect(s3.commandCalls(PutBucketNotificationConfigurationCommand)[0]?.args[0].input).toEqual({
      ...owned,
      NotificationConfiguration: { QueueConfigurations, EventBridgeConfiguration: {} },
      SkipDestinationValidation: true,
    });
  });

  it('makes a key, names it, and has it rotate', async () => {
    kms.on(CreateKeyCommand).resolves({ KeyMetadata: { KeyId: 'k', Arn: 'arn:k' } });
    expect(await setup.keys.create('alias/a', '{}')).toBe('arn:k');
    expect(kms.calls().map(({ args }) => args[0].constructor.name)).toEqual([
      CreateKeyCommand.name,
      CreateAliasCommand.name,
      EnableKeyRotationCommand.name,
    ]);
    expect(kms.commandCalls(CreateAliasCommand)[0]?.args[0].input).toEqual({
      AliasName: 'alias/a',
      TargetKeyId: 'arn:k',
    });
  });

  it('finds a key by its alias', async () => {
    kms
      .on(DescribeKeyCommand, { KeyId: 'alias/a' })
      .resolvesOnce({ KeyMetadata: { KeyId: 'k', Arn: 'arn:k' } })
      .rejects(awsError('NotFoundException', 400));
    expect(await setup.keys.find('alias/a')).toBe('arn:k');
    expect(await setup.keys.find('alias/a')).toBeUndefined();
  });
});
