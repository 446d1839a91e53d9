import type { SharedCopyKind, Target } from '#shared/model/target.ts';
import type { SharedCopy } from '#shared/ports/cloud/shared-copies.ts';
import type { Playbook } from '../playbook.ts';
import { resourceOf } from '../resource-of.ts';
import { expectSubject } from './expect-subject.ts';

type SharingState = { readonly isPublic: boolean };

const nouns: Readonly<Record<SharedCopyKind, string>> = {
  'ebs-snapshot': 'EBS snapshot',
  image: 'machine image',
  'rds-snapshot': 'RDS snapshot',
  'rds-cluster-snapshot': 'RDS cluster snapshot',
};

/** The same call shares and stops sharing. */
const changingPermissions = [
  'ec2:ModifySnapshotAttribute',
  'ec2:ModifyImageAttribute',
  'rds:ModifyDBSnapshotAttribute',
  'rds:ModifyDBClusterSnapshotAttribute',
];

/** Takes a snapshot or image back from everybody; accounts and organisations that it is shared with by name keep it. */
export const publicSnapshotOrImage: Playbook<SharingState> = {
  id: 'public-snapshot-or-image',
  harm: 'snapshot or machine image shared with everybody',
  permissions: {
    read: [
      'ec2:DescribeSnapshotAttribute',
      'ec2:DescribeImageAttribute',
      'ec2:DescribeTags',
      'rds:DescribeDBSnapshotAttributes',
      'rds:DescribeDBClusterSnapshotAttributes',
      'rds:ListTagsForResource',
    ],
    apply: changingPermissions,
    undo: changingPermissions,
  },
  subjects: ['ebs-snapshot', 'image', 'rds-snapshot', 'rds-cluster-snapshot'],
  async read(target, { sharedCopies }) {
    const isPublic = await sharedCopies.isPublic(copyOf(target));
    return isPublic === undefined ? undefined : { isPublic };
  },
  repair({ isPublic }, target) {
    const { kind, id } = copyOf(target);
    if (!isPublic) return { kind: 'harmless', why: `the ${nouns[kind]} is not shared with everybody` };
    return {
      kind: 'change',
      state: { isPublic: false },
      steps: [`stop sharing ${nouns[kind]} ${id} with everybody; who it is shared with by name keeps it`],
    };
  },
  async write(target, { from, to }, { sharedCopies }) {
    if (from.isPublic !== to.isPublic) await sharedCopies.setPublic(copyOf(target), to.isPublic);
  },
  describe: ({ isPublic }) => (isPublic ? 'shared with everybody' : 'not shared with everybody'),
  readTags(target, { sharedCopies }) {
    return sharedCopies.getTags(copyOf(target));
  },
};

function copyOf(target: Target): SharedCopy {
  const { kind, id } = expectSubject(target.subject, 'ebs-snapshot', 'image', 'rds-snapshot', 'rds-cluster-snapshot');
  return { kind, id, arn: resourceOf(target) };
}
