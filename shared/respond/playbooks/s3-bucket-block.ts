import type { Buckets } from '#shared/ports/cloud/buckets.ts';
import { isSameSetting, type Switches } from './s3-switches.ts';

/** Lead from one setting of a bucket's switches to another, by one call or none.
 * @throws {CloudError} */
export async function writeBucketBlock(
  bucket: string,
  from: Switches | null,
  to: Switches | null,
  buckets: Buckets,
): Promise<void> {
  if (isSameSetting(from, to)) return;
  await (to === null ? buckets.deleteAccessBlock(bucket) : buckets.putAccessBlock(bucket, to));
}
