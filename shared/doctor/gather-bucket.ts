import type { BucketFacts } from '#shared/ports/doctor/bucket-facts.ts';
import type { FactReader } from '#shared/ports/doctor/fact-reader.ts';
import type { Reading } from '#shared/ports/doctor/reading.ts';
import { attempt } from './attempt.ts';

/** The settings of a bucket; `undefined` when it is gone. */
export async function gatherBucket(
  { buckets }: Pick<FactReader, 'buckets'>,
  bucket: string,
): Promise<Reading<BucketFacts | undefined>> {
  const [accessBlock, accountAccessBlock, policy, versioning, encryption, hasLifecycle, hasObjectLock, sends] =
    await Promise.all([
      attempt(() => buckets.getAccessBlock(bucket)),
      attempt(() => buckets.getAccountAccessBlock()),
      attempt(() => buckets.getPolicy(bucket)),
      attempt(() => buckets.getVersioning(bucket)),
      attempt(() => buckets.getEncryption(bucket)),
      attempt(() => buckets.hasLifecycle(bucket)),
      attempt(() => buckets.hasObjectLock(bucket)),
      attempt(() => buckets.sendsToEventBridge(bucket)),
    ]);
  if (!versioning.ok && versioning.kind === 'not-found') return { ok: true, value: undefined };
  const value = {
    bucket,
    accessBlock,
    accountAccessBlock,
    policy,
    versioning,
    encryption,
    hasLifecycle,
    hasObjectLock,
    sendsToEventBridge: sends,
  };
  return { ok: true, value };
}
