import type { EC2Client } from '@aws-sdk/client-ec2';
import { ListTagsForResourceCommand, type RDSClient } from '@aws-sdk/client-rds';
import type { SharedCopies, SharedCopy } from '#shared/ports/cloud/shared-copies.ts';
import { callCloud } from './cloud-errors.ts';
import { ec2CopySharing } from './ec2-copy-sharing.ts';
import { getEc2Tags } from './ec2-tags.ts';
import { rdsCopySharing } from './rds-copy-sharing.ts';
import { tagsOf } from './tags-of.ts';

/** One kind of copy: who may restore or start it. */
export type CopySharing = Pick<SharedCopies, 'isPublic' | 'setPublic'>;

/** The snapshots and images of the clients' account and region. */
export function createSharedCopies(ec2: EC2Client, rds: RDSClient): SharedCopies {
  const kinds: Readonly<Record<SharedCopy['kind'], CopySharing>> = { ...ec2CopySharing(ec2), ...rdsCopySharing(rds) };
  return {
    isPublic: (copy) => kinds[copy.kind].isPublic(copy),
    setPublic: (copy, isPublic) => kinds[copy.kind].setPublic(copy, isPublic),
    async getTags({ kind, id, arn }) {
      if (kind === 'ebs-snapshot' || kind === 'image') return getEc2Tags(ec2, id);
      const command = new ListTagsForResourceCommand({ ResourceName: arn });
      const call = { permission: 'rds:ListTagsForResource', resource: arn };
      const { TagList } = await callCloud(call, () => rds.send(command));
      return tagsOf(TagList);
    },
  };
}
