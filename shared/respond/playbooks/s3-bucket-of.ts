import type { Target } from '#shared/model/target.ts';
import type { Tags } from '#shared/ports/cloud/buckets.ts';
import { type Cloud, CloudError } from '#shared/ports/cloud/cloud.ts';
import { expectSubject } from './expect-subject.ts';

/** The bucket's name. */
export function bucketOf({ subject }: Target): string {
  return expectSubject(subject, 'bucket').bucket;
}

/** What is read; `undefined` when the bucket is gone.
 * @throws {CloudError} any other trouble */
export async function unlessGone<State>(read: () => Promise<State>): Promise<State | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CloudError && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/** The bucket's tags; a bucket that is gone has none.
 * @throws {CloudError} */
export async function readBucketTags(target: Target, { buckets }: Cloud): Promise<Tags> {
  return (await unlessGone(() => buckets.getTags(bucketOf(target)))) ?? {};
}
