import { randomUUID } from 'node:crypto';
import { CloudTrailClient, GetTrailCommand } from '@aws-sdk/client-cloudtrail';
import { KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { describe, expect, inject, it } from 'vitest';
import { createTrail } from '#cli/trail/create-trail.ts';
import { createBucketSettings } from '#shared/aws/doctor/bucket-settings.ts';
import { createTrailReader } from '#shared/aws/doctor/trail-reader.ts';
import { createTrailSetup } from '#shared/aws/trail-setup/open-trail-setup.ts';
import type { TrailSetup } from '#shared/ports/trail-setup.ts';
import { type CliRun, runWithIo } from '../cli/run-cli.ts';

const place = { accountId: '123456789012', region: 'us-east-1' };

describe.each(inject('targets'))('setting up a trail on $name', ({ name: emulator, endpoint }) => {
  const config = {
    endpoint,
    region: place.region,
    credentials: { accessKeyId: place.accountId, secretAccessKey: 'none' },
  };
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const cloudTrail = new CloudTrailClient(config);
  const every = createTrailSetup(place, {
    cloudTrail,
    s3,
    s3Control: new S3ControlClient(config),
    kms: new KMSClient(config),
  });
  // moto takes the setting, and does not tell it again.
  const tellsNotices = emulator !== 'moto';
  const setup: TrailSetup = tellsNotices
    ? every
    : { ...every, buckets: { ...every.buckets, sendsToEventBridge: async () => true } };
  const create = (name: string, ...args: readonly string[]): Promise<CliRun> =>
    runWithIo((io) => createTrail(['--name', name, '--bucket', `${name}-logs`, ...args], io, async () => setup));
  const newName = (): string => `trail-${randomUUID().slice(0, 8)}`;

  it('makes the bucket, the key and the trail, and the second time finds nothing to do', async () => {
    const name = newName();
    expect(await create(name, '--new-key', '--yes')).toMatchObject({ exitCode: 0, stderr: '' });
    const [trail] = (await createTrailReader(() => cloudTrail, place.region).list()).filter((one) => one.name === name);
    expect(trail).toMatchObject({
      isMultiRegion: true,
      hasGlobalEvents: true,
      isValidated: true,
      bucket: `${name}-logs`,
    });
    const { Trail: raw } = await cloudTrail.send(new GetTrailCommand({ Name: name }));
    expect(raw?.KmsKeyId).toMatch(/:key\//);
    expect(trail && (await setup.trails.getStatus(trail))).toMatchObject({ isLogging: true });
    const bucket = createBucketSettings(s3, place.accountId);
    expect(await bucket.getVersioning(`${name}-logs`)).toMatchObject({ isEnabled: true });
    expect(await bucket.sendsToEventBridge(`${name}-logs`)).toBe(tellsNotices);
    expect(await create(name, '--new-key', '--yes')).toMatchObject({
      exitCode: 0,
      stdout: 'Everything is there: nothing to do.\n',
    });
  });

  it('adopts a bucket with a policy of its own', async () => {
    const name = newName();
    const partner = {
      Sid: 'Partner',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${name}-logs/*`,
    };
    await s3.send(new CreateBucketCommand({ Bucket: `${name}-logs` }));
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [partner] });
    await s3.send(new PutBucketPolicyCommand({ Bucket: `${name}-logs`, Policy: policy }));
    expect(await create(name, '--yes')).toMatchObject({ exitCode: 0 });
    const merged = JSON.parse((await setup.buckets.getPolicy(`${name}-logs`)) ?? '{}');
    expect(merged.Statement).toHaveLength(4);
    expect(merged.Statement[0]).toEqual(partner);
  });
});
