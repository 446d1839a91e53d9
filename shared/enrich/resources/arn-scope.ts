import { partitionOf } from '#shared/model/partition-of.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';

/** What a record tells of the ARNs of its resources. */
export interface ArnScope {
  readonly partition: string;
  readonly region: string | undefined;
  readonly accountId: string | undefined;
}

/** The partition, region and account that a call's own resources are in. */
export function arnScope(record: CloudTrailRecord): ArnScope {
  return { partition: partitionOf(record.awsRegion), region: record.awsRegion, accountId: record.accountId };
}
