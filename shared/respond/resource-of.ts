import { partitionOf } from '#shared/model/partition-of.ts';
import type { Target } from '#shared/model/target.ts';

/** The ARN of the resource: the same for the same resource, whatever happened to it. Also what exemptions are compared with.
 *
 * An access key has none of its own: its user stands for it, without the path, which the record of the call does not tell.
 * @see Service Authorization Reference: the resource types of each service */
export function resourceOf({ accountId, region, subject }: Target): string {
  switch (subject.kind) {
    case 'bucket':
      return `arn:${partitionOf(region)}:s3:::${subject.bucket}`;
    case 'account-access-block':
      return `arn:${partitionOf(region)}:s3:::${accountId}:account`;
    case 'security-group':
      return `arn:${partitionOf(region)}:ec2:${region}:${accountId}:security-group/${subject.groupId}`;
    case 'trail':
      return subject.trailArn;
    // Snapshots and images have no account in their ARNs.
    case 'ebs-snapshot':
      return `arn:${partitionOf(region)}:ec2:${region}::snapshot/${subject.id}`;
    case 'image':
      return `arn:${partitionOf(region)}:ec2:${region}::image/${subject.id}`;
    case 'rds-snapshot':
      return `arn:${partitionOf(region)}:rds:${region}:${accountId}:snapshot:${subject.id}`;
    case 'rds-cluster-snapshot':
      return `arn:${partitionOf(region)}:rds:${region}:${accountId}:cluster-snapshot:${subject.id}`;
    case 'access-key':
    case 'user-access-keys':
      return `arn:${partitionOf(region)}:iam::${accountId}:user/${subject.userName}`;
    case 'encryption-key':
      return subject.keyArn;
  }
}
