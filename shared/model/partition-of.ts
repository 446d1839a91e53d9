/** The partition of a region, as ARNs begin with it: one for each group of regions with accounts of its own.
 * @see AWS General Reference, "Amazon Resource Names (ARNs)" */
export function partitionOf(region: string | undefined): string {
  return partitions.find(([prefix]) => region?.startsWith(prefix))?.[1] ?? 'aws';
}

const partitions = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
] as const;
