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

// AWS General Reference, "Amazon Resource Names (ARNs)": one partition for each group of regions with accounts of its own.
function partitionOf(region: string | undefined): string {
  if (region?.startsWith('cn-')) return 'aws-cn';
  if (region?.startsWith('us-gov-')) return 'aws-us-gov';
  return region?.startsWith('eusc-') ? 'aws-eusc' : 'aws';
}
