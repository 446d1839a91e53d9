import { randomUUID } from 'node:crypto';
import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  DescribeImagesCommand,
  EC2Client,
  RegisterImageCommand,
} from '@aws-sdk/client-ec2';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { CreateDBInstanceCommand, CreateDBSnapshotCommand, RDSClient } from '@aws-sdk/client-rds';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, inject, it } from 'vitest';
import { createAccessKeys } from '#shared/aws/cloud/access-keys.ts';
import { createEncryptionKeys } from '#shared/aws/cloud/encryption-keys.ts';
import { createSecurityGroups } from '#shared/aws/cloud/security-groups.ts';
import { createSharedCopies } from '#shared/aws/cloud/shared-copies.ts';
import { createTrails } from '#shared/aws/cloud/trails.ts';
import type { PlaybookSettings } from '#shared/model/response-settings.ts';
import type { Target } from '#shared/model/target.ts';
import type { Cloud } from '#shared/ports/cloud/cloud.ts';
import { carryOut, findDoubt } from '#shared/respond/carry-out.ts';
import { isSameState } from '#shared/respond/is-same-state.ts';
import { planResponse } from '#shared/respond/plan-response.ts';
import type { Playbook } from '#shared/respond/playbook.ts';
import { cloudtrailLogging } from '#shared/respond/playbooks/cloudtrail-logging.ts';
import { iamAccessKey } from '#shared/respond/playbooks/iam-access-key.ts';
import { kmsKeyDeletion } from '#shared/respond/playbooks/kms-key-deletion.ts';
import { publicSnapshotOrImage } from '#shared/respond/playbooks/public-snapshot-or-image.ts';
import { securityGroupWorldOpen } from '#shared/respond/playbooks/security-group-world-open.ts';
import { createFakeCloud } from '../shared/respond/fake-cloud/fake-cloud.ts';

const accountId = '123456789012';
const region = 'us-east-1';
const quarantine = 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3';

/** What the emulators have not, or not so that it can be told. */
const gaps: ReadonlyMap<string, readonly string[]> = new Map([
  // It forgets whom a snapshot is shared with, has no call to share one of RDS, and lists the keys of a user who is not there.
  ['MiniStack', ['ebs-snapshot', 'rds-snapshot', 'gone user-access-keys']],
  // It cannot schedule a deletion, nor answer for an image that is not there, without falling over; it has no policies of AWS.
  ['moto', ['encryption-key', 'gone image', 'quarantine']],
]);

const gone: readonly (Target['subject'] & { readonly playbook: Playbook })[] = [
  { playbook: publicSnapshotOrImage, kind: 'ebs-snapshot', id: 'snap-0123456789abcdef0' },
  { playbook: publicSnapshotOrImage, kind: 'image', id: 'ami-0123456789abcdef0' },
  { playbook: publicSnapshotOrImage, kind: 'rds-snapshot', id: 'nothing' },
  { playbook: iamAccessKey, kind: 'access-key', userName: 'nobody', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
  { playbook: iamAccessKey, kind: 'user-access-keys', userName: 'nobody' },
  { playbook: cloudtrailLogging, kind: 'trail', trailArn: `arn:aws:cloudtrail:${region}:${accountId}:trail/nothing` },
  {
    playbook: kmsKeyDeletion,
    kind: 'encryption-key',
    keyArn: `arn:aws:kms:${region}:${accountId}:key/${randomUUID()}`,
  },
];

describe.each(inject('targets'))('playbooks of accounts on $name', ({ name, endpoint }) => {
  const config = { endpoint, region, credentials: { accessKeyId: accountId, secretAccessKey: 'none' } };
  const lacks = gaps.get(name) ?? [];
  const ec2 = new EC2Client(config);
  const rds = new RDSClient(config);
  const iam = new IAMClient(config);
  const kms = new KMSClient(config);
  const cloudTrail = new CloudTrailClient(config);
  const cloud: Cloud = createFakeCloud({
    securityGroups: createSecurityGroups(ec2),
    trails: createTrails(cloudTrail),
    sharedCopies: createSharedCopies(ec2, rds),
    accessKeys: createAccessKeys(iam),
    encryptionKeys: createEncryptionKeys(kms),
    // The emulators' LookupEvents does not tell what a call asked for.
    history: {
      previousAccessBlock: async () => ({ kind: 'removed' }),
      previousSelectors: async () => ({ eventSelectors: [{ readWriteType: 'All' }] }),
    },
  });

  /** Plan and apply, and take it back. */
  const goThrough = async (playbook: Playbook, target: Target): Promise<void> => {
    const settings: PlaybookSettings = { mode: 'apply' };
    const planned = await planResponse(playbook, { alertId: 'a', target }, { cloud, settings, nowMs: 0 });
    if (planned.kind !== 'change') throw new Error(planned.why);
    const { before, after } = planned.plan;
    expect(await carryOut(playbook, { target, from: before, to: after }, cloud)).toEqual({ kind: 'done' });
    expect(await findDoubt(playbook, target, { cloud, settings })).toBeUndefined();
    expect(await carryOut(playbook, { target, from: after, to: before }, cloud)).toEqual({ kind: 'done' });
    const undone = await playbook.read(target, cloud);
    expect(undone !== undefined && isSameState(playbook, undone, before)).toBe(true);
    await playbook.readTags(target, cloud);
  };

  it('what a security group lets in is revoked', async () => {
    const group = await ec2.send(new CreateSecurityGroupCommand({ GroupName: randomUUID(), Description: 'tried' }));
    const groupId = group.GroupId ?? '';
    const everybody = { CidrIp: '0.0.0.0/0', Description: 'for now' };
    const ruleIds: string[] = [];
    for (const port of [22, 443]) {
      const permission = { IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [everybody] };
      const command = new AuthorizeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions: [permission] });
      const { SecurityGroupRules: added = [] } = await ec2.send(command);
      ruleIds.push(...added.map(({ SecurityGroupRuleId = '' }) => SecurityGroupRuleId));
    }
    expect(ruleIds).toHaveLength(2);
    await goThrough(securityGroupWorldOpen, targetOf({ kind: 'security-group', groupId, ruleIds }));
    expect(await cloud.securityGroups.getIngressRules(groupId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ fromPort: 22, cidrIpv4: '0.0.0.0/0', description: 'for now' }),
      ]),
    );
  });

  it('a trail is started, and its selectors are put back', async () => {
    const bucket = `trailguard-${randomUUID()}`;
    await new S3Client({ ...config, forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: bucket }));
    const made = await cloudTrail.send(
      new CreateTrailCommand({ Name: `trail-${randomUUID().slice(0, 8)}`, S3BucketName: bucket }),
    );
    const trailArn = made.TrailARN ?? '';
    await cloudTrail.send(new StartLoggingCommand({ Name: trailArn }));
    await cloud.trails.stopLogging(trailArn);
    await goThrough(cloudtrailLogging, targetOf({ kind: 'trail', trailArn, changed: 'logging' }));
    await cloud.trails.putSelectors(trailArn, {
      kind: 'basic',
      selectors: [
        {
          readWriteType: 'ReadOnly',
          includeManagementEvents: true,
          excludeManagementEventSources: [],
          dataResources: [],
        },
      ],
    });
    await goThrough(cloudtrailLogging, targetOf({ kind: 'trail', trailArn, changed: 'selectors' }));
  });

  it.skipIf(lacks.includes('ebs-snapshot'))('a snapshot is taken back from everybody', async () => {
    const volume = await ec2.send(new CreateVolumeCommand({ AvailabilityZone: `${region}a`, Size: 1 }));
    const { SnapshotId: id = '' } = await ec2.send(new CreateSnapshotCommand({ VolumeId: volume.VolumeId ?? '' }));
    await share(targetOf({ kind: 'ebs-snapshot', id }));
  });

  it('an image is taken back from everybody', async () => {
    const { ImageId: id = '' } = await ec2.send(new RegisterImageCommand({ Name: randomUUID() }));
    await ec2.send(new DescribeImagesCommand({ ImageIds: [id] }));
    await share(targetOf({ kind: 'image', id }));
  });

  it.skipIf(lacks.includes('rds-snapshot'))('an RDS snapshot is taken back from everybody', async () => {
    const instance = `db-${randomUUID().slice(0, 8)}`;
    const id = `${instance}-snapshot`;
    await rds.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: instance,
        DBInstanceClass: 'db.t3.micro',
        Engine: 'postgres',
        AllocatedStorage: 20,
        MasterUsername: 'tried',
        MasterUserPassword: randomUUID(),
      }),
    );
    await rds.send(new CreateDBSnapshotCommand({ DBInstanceIdentifier: instance, DBSnapshotIdentifier: id }));
    await share(targetOf({ kind: 'rds-snapshot', id }));
  });

  const share = async (target: Target & { readonly subject: { readonly id: string } }): Promise<void> => {
    const { kind, id } = target.subject;
    if (kind !== 'ebs-snapshot' && kind !== 'image' && kind !== 'rds-snapshot') throw new Error(`${name}: ${kind}`);
    await cloud.sharedCopies.setPublic({ kind, id, arn: '' }, true);
    await goThrough(publicSnapshotOrImage, target);
  };

  it('an access key is set inactive', async () => {
    const userName = `user-${randomUUID().slice(0, 8)}`;
    await iam.send(new CreateUserCommand({ UserName: userName }));
    const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: userName }));
    await goThrough(iamAccessKey, targetOf({ kind: 'access-key', userName, accessKeyId: key?.AccessKeyId ?? '' }));
  });

  it('what is attached to a user is listed', async () => {
    const userName = `user-${randomUUID().slice(0, 8)}`;
    await iam.send(new CreateUserCommand({ UserName: userName }));
    expect(await cloud.accessKeys.getPolicies(userName)).toEqual([]);
    const PolicyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}';
    const { Policy: policy } = await iam.send(new CreatePolicyCommand({ PolicyName: userName, PolicyDocument }));
    await iam.send(new AttachUserPolicyCommand({ UserName: userName, PolicyArn: policy?.Arn }));
    expect(await cloud.accessKeys.getPolicies(userName)).toEqual([policy?.Arn]);
  });

  it.skipIf(lacks.includes('quarantine'))('all the access keys of a quarantined user are set inactive', async () => {
    const userName = `user-${randomUUID().slice(0, 8)}`;
    await iam.send(new CreateUserCommand({ UserName: userName }));
    await iam.send(new CreateAccessKeyCommand({ UserName: userName }));
    await iam.send(new CreateAccessKeyCommand({ UserName: userName }));
    await iam.send(new AttachUserPolicyCommand({ UserName: userName, PolicyArn: quarantine }));
    const eventTime = new Date(Date.now() + 60_000).toISOString();
    await goThrough(iamAccessKey, { ...targetOf({ kind: 'user-access-keys', userName }), eventTime });
    expect((await cloud.accessKeys.getKeys(userName))?.map(({ isActive }) => isActive)).toEqual([true, true]);
  });

  it.skipIf(lacks.includes('encryption-key'))('the deletion of a key is cancelled', async () => {
    const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({}));
    const keyArn = key?.Arn ?? '';
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId: keyArn, PendingWindowInDays: 10 }));
    await goThrough(kmsKeyDeletion, {
      ...targetOf({ kind: 'encryption-key', keyArn }),
      eventTime: new Date().toISOString(),
    });
    const { deletionDate = '' } = (await cloud.encryptionKeys.getState(keyArn)) ?? {};
    expect(Math.round((Date.parse(deletionDate) - Date.now()) / 86_400_000)).toBe(10);
  });

  it.each(gone.filter(({ kind }) => !lacks.includes(kind) && !lacks.includes(`gone ${kind}`)))(
    'what is gone is not there: $kind',
    async ({ playbook, ...subject }) => {
      expect(await playbook.read(targetOf(subject), cloud)).toBeUndefined();
    },
  );
});

function targetOf<S extends Target['subject']>(subject: S): Target & { readonly subject: S } {
  return { accountId, region, subject, eventID: 'e', eventTime: '2026-03-01T10:00:00Z' };
}
