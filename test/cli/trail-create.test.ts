import { beforeEach, describe, expect, it } from 'vitest';
import { createTrail } from '#cli/trail/create-trail.ts';
import { requiresTls, strangeGrants, unboundGrants } from '#shared/doctor/bucket-policy.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';
import { type CliRun, runCli, runWithIo } from './run-cli.ts';
import { createTrailWorld, type TrailWorld } from './trail-world.ts';

const asked = ['--name', 'audit', '--bucket', 'audit-logs'];
const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/given';
const trailArn = 'arn:aws:cloudtrail:eu-central-1:123456789012:trail/audit';
const allOn = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true };

let world: TrailWorld;
beforeEach(() => {
  world = createTrailWorld();
});

function create(...args: readonly string[]): Promise<CliRun> {
  return runWithIo((io) => createTrail([...asked, ...args], io, async () => world.setup));
}

function policy(): { readonly Statement: readonly JsonObject[] } {
  return JSON.parse(world.buckets.get('audit-logs')?.policy ?? '{}');
}

/** A trail that is as it should be, and a look away from what was changed so far. */
async function createdBefore(...args: readonly string[]): Promise<void> {
  await create('--yes', ...args);
  world.changes.length = 0;
}

describe('trail create', () => {
  it('plans, and changes nothing until it is told to', async () => {
    const run = await create();
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout.split('\n')).toEqual([
      'PLAN',
      '  1. create bucket audit-logs in eu-central-1',
      '  2. block all public access to bucket audit-logs',
      '  3. add to the policy of bucket audit-logs: CloudTrailChecksAcl, CloudTrailWrites, OnlyOverTls',
      '  4. turn on versioning of bucket audit-logs',
      '  5. encrypt objects of bucket audit-logs by default',
      '  6. create trail audit to bucket audit-logs: all regions, global services, digests',
      '  7. turn on trail audit',
      '  8. have bucket audit-logs tell EventBridge of each object',
      'It takes s3:CreateBucket, s3:PutBucketPublicAccessBlock, s3:PutBucketPolicy, s3:PutBucketVersioning, s3:PutEncryptionConfiguration, cloudtrail:CreateTrail, cloudtrail:StartLogging, s3:PutBucketNotification.',
      'Nothing was changed. --yes carries it out.',
      '',
    ]);
    await create('--yes', '--dry-run');
    expect(world.changes).toEqual([]);
  });

  it('does what it planned, the bucket before the trail', async () => {
    const run = await create('--yes');
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('done turn on trail audit\n') });
    expect(world.changes).toEqual([
      'createBucket',
      'putAccessBlock',
      'putPolicy',
      'enableVersioning',
      'encrypt',
      'createTrail',
      'startLogging',
      'sendToEventBridge',
    ]);
    expect(world.trails.get('audit')).toMatchObject({
      isLogging: true,
      isMultiRegion: true,
      hasGlobalEvents: true,
      isValidated: true,
    });
    expect(world.trails.get('audit')).not.toHaveProperty('keyArn');
  });

  it('writes a policy that lets in CloudTrail for this trail alone, over TLS', async () => {
    await create('--yes');
    const text = world.buckets.get('audit-logs')?.policy;
    expect(requiresTls(text)).toBe(true);
    expect(strangeGrants(text)).toEqual([]);
    expect(unboundGrants(text)).toEqual([]);
    expect(policy().Statement[1]).toMatchObject({
      Resource: 'arn:aws:s3:::audit-logs/AWSLogs/123456789012/*',
      Condition: { StringEquals: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    });
  });

  it.each([[[]], [['--new-key']], [['--kms-key', keyArn]], [['--organization', 'o-exampleorg1']]])(
    'finds nothing to do the second time, with %j',
    async (args) => {
      await createdBefore(...args);
      const run = await create('--yes', ...args);
      expect(run).toMatchObject({ exitCode: 0, stdout: 'Everything is there: nothing to do.\n' });
      expect(world.changes).toEqual([]);
    },
  );

  it('makes a key that CloudTrail may use for this trail alone, and encrypts with it', async () => {
    await create('--yes', '--new-key');
    const made = world.keys.get('alias/cloudtrail-audit') ?? '';
    expect(world.trails.get('audit')).toMatchObject({ keyArn: made });
    const { Statement: statements } = JSON.parse(world.keyPolicies.get(made) ?? '{}');
    expect(statements[2]).toMatchObject({
      Action: 'kms:GenerateDataKey*',
      Condition: {
        StringEquals: { 'aws:SourceArn': trailArn },
        StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:*:123456789012:trail/*' },
      },
    });
  });

  it('goes on where an earlier run failed, and makes no second key', async () => {
    world.refuses = 'createTrail';
    const failed = await create('--yes', '--new-key');
    expect(failed).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('run the command again to go on') });
    expect(world.changes.at(-1)).toBe('createKey');
    delete world.refuses;
    world.changes.length = 0;
    expect(await create('--yes', '--new-key')).toMatchObject({ exitCode: 0 });
    expect(world.changes).toEqual(['createTrail', 'startLogging', 'sendToEventBridge']);
    expect(world.trails.get('audit')?.keyArn).toBe(world.keys.get('alias/cloudtrail-audit'));
  });

  it('lets an organization write, and no other account’s trail encrypt', async () => {
    await create('--yes', '--new-key', '--organization', 'o-exampleorg1');
    expect(world.trails.get('audit')).toMatchObject({ isOrganization: true });
    expect(policy().Statement[2]).toMatchObject({ Resource: 'arn:aws:s3:::audit-logs/AWSLogs/o-exampleorg1/*' });
    const [keyPolicy = ''] = world.keyPolicies.values();
    expect(JSON.parse(keyPolicy).Statement[2].Condition).toEqual({
      StringEquals: { 'aws:SourceArn': trailArn },
      StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:*:123456789012:trail/*' },
    });
  });

  it('adopts a bucket, and takes nothing away from its policy', async () => {
    const partner = {
      Sid: 'Partner',
      Effect: 'Allow',
      Principal: { AWS: '111122223333' },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::audit-logs/*',
    };
    world.buckets.set('audit-logs', {
      policy: JSON.stringify({ Id: 'old', Version: '2008-10-17', Statement: partner }),
      accessBlock: { ...allOn, blockPublicAcls: false },
      isVersioned: true,
      sendsToEventBridge: true,
    });
    await create('--yes');
    expect(world.changes).toEqual(['putAccessBlock', 'putPolicy', 'encrypt', 'createTrail', 'startLogging']);
    expect(policy()).toMatchObject({ Id: 'old', Version: '2008-10-17' });
    expect(policy().Statement[0]).toEqual(partner);
    expect(policy().Statement).toHaveLength(4);
    expect(world.buckets.get('audit-logs')?.accessBlock).toEqual(allOn);
  });

  it('leaves a bucket alone that has the statements under other names, in another order', async () => {
    await createdBefore();
    const bucket = world.buckets.get('audit-logs');
    const renamed = policy().Statement.map(({ Effect, Sid, Action, ...rest }, index) => ({
      ...rest,
      Action: [Action ?? ''],
      Sid: `AWSCloudTrail${index}`,
      Effect,
    }));
    if (bucket !== undefined) bucket.policy = JSON.stringify({ Statement: renamed.reverse() });
    await create('--yes');
    expect(world.changes).toEqual([]);
  });

  it.each<[string, string, string]>([
    [
      'that says something else under the name of a statement',
      JSON.stringify({ Statement: [{ Sid: 'CloudTrailWrites', Effect: 'Deny' }] }),
      'the statement CloudTrailWrites of the policy that is there says something else',
    ],
    ['that cannot be read', '{', 'cannot be read'],
  ])('refuses a bucket with a policy %s', async (_name, text, words) => {
    world.buckets.set('audit-logs', { policy: text, isVersioned: false, sendsToEventBridge: false });
    const run = await create('--yes');
    expect(run).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining(words) });
    expect(world.changes).toEqual([]);
  });

  it.each<[string, object, readonly string[], string]>([
    ['in another region', { homeRegion: 'us-west-2' }, [], '--region us-west-2'],
    ['with another bucket', { bucket: 'other' }, [], 'writes to bucket other'],
    ['with another key', { keyArn: 'arn:other' }, ['--kms-key', keyArn], 'encrypts with arn:other'],
  ])('refuses a trail of the name %s', async (_name, change, args, words) => {
    await createdBefore();
    const trail = world.trails.get('audit');
    if (trail !== undefined) world.trails.set('audit', { ...trail, ...change });
    const run = await create('--yes', ...args);
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(words) });
    expect(world.changes).toEqual([]);
  });

  it('completes a trail that is there, and says what it adds', async () => {
    await createdBefore();
    const trail = world.trails.get('audit');
    if (trail !== undefined) {
      world.trails.set('audit', { ...trail, isMultiRegion: false, isValidated: false, isLogging: false });
    }
    const run = await create('--yes', '--kms-key', keyArn, '--organization', 'o-exampleorg1');
    expect(run.stdout).toContain(
      'add to trail audit: all regions, digests, every account of the organization, encryption with the key\n',
    );
    expect(world.changes).toEqual(['putPolicy', 'updateTrail', 'startLogging']);
    expect(world.trails.get('audit')).toMatchObject({
      isMultiRegion: true,
      isValidated: true,
      isOrganization: true,
      isLogging: true,
      keyArn,
    });
  });

  it('keeps the key that a trail has when none is asked for', async () => {
    await createdBefore('--kms-key', keyArn);
    await create('--yes');
    expect(world.changes).toEqual([]);
    expect(world.trails.get('audit')).toMatchObject({ keyArn });
  });

  it('says what could not be read, and changes nothing', async () => {
    world.setup.buckets.exists = async () => {
      throw new CloudError('s3:ListBucket for bucket audit-logs: access denied', { kind: 'denied', permission: 'p' });
    };
    const run = await create('--yes');
    expect(run).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('s3:ListBucket') });
    expect(world.changes).toEqual([]);
  });

  it.each([
    [['--name', 'audit'], 'name both'],
    [['--bucket', 'audit-logs'], 'name both'],
    [[...asked, 'more'], 'name both'],
    [['--name', 'a..b', '--bucket', 'audit-logs'], "is no trail's name"],
    [['--name', 'audit', '--bucket', 'Audit_Logs'], "is no bucket's name"],
    [['--name', 'audit', '--bucket', 'a'], "is no bucket's name"],
    [[...asked, '--kms-key', 'alias/x'], 'takes the ARN of a key'],
    [[...asked, '--kms-key', keyArn, '--new-key'], 'give one'],
    [[...asked, '--organization', 'example'], 'takes an id such as'],
  ])('refuses %j', async (args, words) => {
    const run = await runCli(['trail', 'create', ...args]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining(words) });
  });

  it('is one of two', async () => {
    expect(await runCli(['trail', 'delete'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('create, status'),
    });
  });
});
