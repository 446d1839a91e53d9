import {
  DescribeImageAttributeCommand,
  DescribeSnapshotAttributeCommand,
  type EC2Client,
  ModifyImageAttributeCommand,
  ModifySnapshotAttributeCommand,
} from '@aws-sdk/client-ec2';
import { callCloud, callCloudUnless } from './cloud-errors.ts';
import type { CopySharing } from './shared-copies.ts';

/** Who may restore EBS snapshots and start machine images. Everybody is the group `all`; nobody else is touched.
 * @see Amazon EC2 API reference, ModifySnapshotAttribute and ModifyImageAttribute */
export function ec2CopySharing(client: EC2Client): Readonly<Record<'ebs-snapshot' | 'image', CopySharing>> {
  return {
    'ebs-snapshot': {
      async isPublic({ id }) {
        const call = { permission: 'ec2:DescribeSnapshotAttribute', resource: id };
        const command = new DescribeSnapshotAttributeCommand({ SnapshotId: id, Attribute: 'createVolumePermission' });
        const answer = await callCloudUnless(noSnapshot, call, () => client.send(command));
        return answer && (answer.CreateVolumePermissions ?? []).some(({ Group }) => Group === 'all');
      },
      async setPublic({ id }, isPublic) {
        const command = new ModifySnapshotAttributeCommand({
          SnapshotId: id,
          Attribute: 'createVolumePermission',
          OperationType: isPublic ? 'add' : 'remove',
          GroupNames: ['all'],
        });
        await callCloud({ permission: 'ec2:ModifySnapshotAttribute', resource: id }, () => client.send(command));
      },
    },
    image: {
      async isPublic({ id }) {
        const call = { permission: 'ec2:DescribeImageAttribute', resource: id };
        const command = new DescribeImageAttributeCommand({ ImageId: id, Attribute: 'launchPermission' });
        const answer = await callCloudUnless(noImage, call, () => client.send(command));
        return answer && (answer.LaunchPermissions ?? []).some(({ Group }) => Group === 'all');
      },
      async setPublic({ id }, isPublic) {
        const command = new ModifyImageAttributeCommand({
          ImageId: id,
          LaunchPermission: { [isPublic ? 'Add' : 'Remove']: [{ Group: 'all' }] },
        });
        await callCloud({ permission: 'ec2:ModifyImageAttribute', resource: id }, () => client.send(command));
      },
    },
  };
}

const noSnapshot = ['InvalidSnapshot.NotFound'];
// The latter is one that was deregistered (Amazon EC2 API reference, "Error codes").
const noImage = ['InvalidAMIID.NotFound', 'InvalidAMIID.Unavailable'];
