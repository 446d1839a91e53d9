import type { Tags } from './buckets.ts';

/** Snapshots and images that may be shared with every account. */
export interface SharedCopies {
  /** Whether everybody may restore it; `undefined` when it is not there. One of `ec2:DescribeSnapshotAttribute`,
   * `ec2:DescribeImageAttribute`, `rds:DescribeDBSnapshotAttributes`, `rds:DescribeDBClusterSnapshotAttributes` */
  isPublic(copy: SharedCopy): Promise<boolean | undefined>;
  /** Share it with everybody, or with nobody but the accounts it is shared with by id. One of `ec2:ModifySnapshotAttribute`,
   * `ec2:ModifyImageAttribute`, `rds:ModifyDBSnapshotAttribute`, `rds:ModifyDBClusterSnapshotAttribute` */
  setPublic(copy: SharedCopy, isPublic: boolean): Promise<void>;
  /** `ec2:DescribeTags` or `rds:ListTagsForResource` */
  getTags(copy: SharedCopy): Promise<Tags>;
}

export interface SharedCopy {
  readonly kind: 'ebs-snapshot' | 'image' | 'rds-snapshot' | 'rds-cluster-snapshot';
  /** Snapshot or image id; of RDS the snapshot's identifier. */
  readonly id: string;
  readonly arn: string;
}
