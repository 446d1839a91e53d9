import {
  DescribeImageAttributeCommand,
  DescribeSnapshotAttributeCommand,
  DescribeTagsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  DescribeDBClusterSnapshotAttributesCommand,
  DescribeDBSnapshotAttributesCommand,
  ListTagsForResourceCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSharedCopies } from '#shared/aws/cloud/shared-copies.ts';
import type { SharedCopy } from '#shared/ports/cloud/shared-copies.ts';
import { awsError } from './aws-error.ts';

const ec2 = new EC2Client({ region: 'eu-central-1' });
const rds = new RDSClient({ region: 'eu-central-1' });
const ec2Sent = mockClient(ec2);
const rdsSent = mockClient(rds);
const copies = createSharedCopies(ec2, rds);
beforeEach(() => {
  ec2Sent.reset();
  rdsSent.reset();
});

const snapshot: SharedCopy = { kind: 'ebs-snapshot', id: 'snap-1', arn: 'arn:s' };
const image: SharedCopy = { kind: 'image', id: 'ami-1', arn: 'arn:i' };
const rdsSnapshot: SharedCopy = { kind: 'rds-snapshot', id: 'orders', arn: 'arn:r' };
const clusterSnapshot: SharedCopy = { kind: 'rds-cluster-snapshot', id: 'orders', arn: 'arn:c' };

/** Answers of which some members say that it is shared with everybody, and others do not. */
function answer(isPublic: boolean): void {
  const groups = [{ UserId: '111122223333' }, ...(isPublic ? [{ Group: 'all' as const }] : [])];
  const restore = {
    AttributeName: 'restore',
    AttributeValues: isPublic ? ['111122223333', 'all'] : ['111122223333'],
  };
  const others = { AttributeName: 'other', AttributeValues: ['all'] };
  ec2Sent.on(DescribeSnapshotAttributeCommand).resolves({ CreateVolumePermissions: groups });
  ec2Sent.on(DescribeImageAttributeCommand).resolves({ LaunchPermissions: groups });
  rdsSent
    .on(DescribeDBSnapshotAttributesCommand)
    .resolves({ DBSnapshotAttributesResult: { DBSnapshotAttributes: [others, restore] } });
  rdsSent
    .on(DescribeDBClusterSnapshotAttributesCommand)
    .resolves({ DBClusterSnapshotAttributesResult: { DBClusterSnapshotAttributes: [others, restore] } });
}

const answerAll = (
  how: (sent: { resolves(output: object): unknown; rejects(error: Error): unknown }) => void,
): void => {
  how(ec2Sent.onAnyCommand());
  how(rdsSent.onAnyCommand());
};
const inputs = (): readonly object[] => [...ec2Sent.calls(), ...rdsSent.calls()].map(({ args }) => args[0].input);

describe.each([
  [
    snapshot,
    { SnapshotId: 'snap-1', Attribute: 'createVolumePermission' },
    {
      add: { SnapshotId: 'snap-1', Attribute: 'createVolumePermission', OperationType: 'add', GroupNames: ['all'] },
      remove: {
        SnapshotId: 'snap-1',
        Attribute: 'createVolumePermission',
        OperationType: 'remove',
        GroupNames: ['all'],
      },
    },
    ['ec2:DescribeSnapshotAttribute', 'ec2:ModifySnapshotAttribute', 'ec2:DescribeTags'],
    'InvalidSnapshot.NotFound',
  ],
  [
    image,
    { ImageId: 'ami-1', Attribute: 'launchPermission' },
    {
      add: { ImageId: 'ami-1', LaunchPermission: { Add: [{ Group: 'all' }] } },
      remove: { ImageId: 'ami-1', LaunchPermission: { Remove: [{ Group: 'all' }] } },
    },
    ['ec2:DescribeImageAttribute', 'ec2:ModifyImageAttribute', 'ec2:DescribeTags'],
    'InvalidAMIID.Unavailable',
  ],
  [
    rdsSnapshot,
    { DBSnapshotIdentifier: 'orders' },
    {
      add: { DBSnapshotIdentifier: 'orders', AttributeName: 'restore', ValuesToAdd: ['all'] },
      remove: { DBSnapshotIdentifier: 'orders', AttributeName: 'restore', ValuesToRemove: ['all'] },
    },
    ['rds:DescribeDBSnapshotAttributes', 'rds:ModifyDBSnapshotAttribute', 'rds:ListTagsForResource'],
    'DBSnapshotNotFoundFault',
  ],
  [
    clusterSnapshot,
    { DBClusterSnapshotIdentifier: 'orders' },
    {
      add: { DBClusterSnapshotIdentifier: 'orders', AttributeName: 'restore', ValuesToAdd: ['all'] },
      remove: { DBClusterSnapshotIdentifier: 'orders', AttributeName: 'restore', ValuesToRemove: ['all'] },
    },
    ['rds:DescribeDBClusterSnapshotAttributes', 'rds:ModifyDBClusterSnapshotAttribute', 'rds:ListTagsForResource'],
    'DBClusterSnapshotNotFoundFault',
  ],
] as const)('createSharedCopies, $kind', (copy, read, write, permissions, gone) => {
  test.each([true, false])('reads whether everybody may have it (%s)', async (isPublic) => {
    answer(isPublic);
    expect(await copies.isPublic(copy)).toBe(isPublic);
    expect(inputs()).toEqual([read]);
  });

  test('reads nothing where there is nothing', async () => {
    answerAll((sent) => sent.rejects(awsError(gone, 404)));
    expect(await copies.isPublic(copy)).toBeUndefined();
  });

  test('shares with everybody and takes it back, and touches nobody else', async () => {
    answerAll((sent) => sent.resolves({}));
    await copies.setPublic(copy, true);
    await copies.setPublic(copy, false);
    expect(inputs()).toEqual([write.add, write.remove]);
  });

  test('reads tags', async () => {
    ec2Sent.on(DescribeTagsCommand).resolves({ Tags: [{ ResourceId: copy.id, Key: 'team', Value: 'data' }] });
    rdsSent
      .on(ListTagsForResourceCommand, { ResourceName: copy.arn })
      .resolves({ TagList: [{ Key: 'team', Value: 'data' }] });
    expect(await copies.getTags(copy)).toEqual({ team: 'data' });
  });

  test('says which permissions are lacking', async () => {
    answerAll((sent) => sent.rejects(awsError('AccessDenied', 403)));
    const told = await Promise.all(
      [copies.isPublic(copy), copies.setPublic(copy, false), copies.getTags(copy)].map((call) =>
        call.then(
          () => 'nothing',
          (error: { permission: string }) => error.permission,
        ),
      ),
    );
    expect(told).toEqual(permissions);
  });
});
