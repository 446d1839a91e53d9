import type { TrailSetup } from '#shared/ports/trail-setup.ts';
import { mergePolicy } from './merge-policy.ts';
import type { SetupStep } from './plan-trail.ts';
import { bucketStatements } from './trail-policies.ts';
import type { BucketState } from './trail-state.ts';
import type { WantedTrail } from './wanted-trail.ts';

/** What is to be done to the bucket, before the trail can write to it and after. */
export type BucketPlan =
  | { readonly ok: true; readonly beforeTrail: readonly SetupStep[]; readonly afterTrail: readonly SetupStep[] }
  | { readonly ok: false; readonly why: string };

/** Plan the bucket: made where it is not, tightened where it is loose; pure.
 * @param state `undefined` where there is no such bucket */
export function planBucket(wanted: WantedTrail, state: BucketState | undefined): BucketPlan {
  const { bucket } = wanted;
  const merged = mergePolicy(state?.policy, bucketStatements(wanted));
  if (merged.kind === 'conflict') return { ok: false, why: `bucket ${bucket}: ${merged.why}` };
  const { accessBlock } = state ?? {};
  const isBlocked = accessBlock !== undefined && Object.values(accessBlock).every(Boolean);
  const beforeTrail = [
    step(state === undefined, `create bucket ${bucket} in ${wanted.place.region}`, {
      permissions: ['s3:CreateBucket'],
      act: ({ buckets }) => buckets.create(bucket),
    }),
    step(!isBlocked, `block all public access to bucket ${bucket}`, {
      permissions: ['s3:PutBucketPublicAccessBlock'],
      act: ({ buckets }) => buckets.putAccessBlock(bucket, allOn),
    }),
    merged.kind === 'same'
      ? []
      : step(true, `add to the policy of bucket ${bucket}: ${merged.sids.join(', ')}`, {
          permissions: ['s3:PutBucketPolicy'],
          act: ({ buckets }) => buckets.putPolicy(bucket, merged.policy),
        }),
    step(state?.isVersioned !== true, `turn on versioning of bucket ${bucket}`, {
      permissions: ['s3:PutBucketVersioning'],
      act: ({ buckets }) => buckets.enableVersioning(bucket),
    }),
    // S3 does so by itself for buckets that were made since 2023; to say it does no harm.
    step(state?.isEncrypted !== true, `encrypt objects of bucket ${bucket} by default`, {
      permissions: ['s3:PutEncryptionConfiguration'],
      act: ({ buckets }) => buckets.encrypt(bucket),
    }),
  ].flat();
  const afterTrail = step(state?.sendsToEventBridge !== true, `have bucket ${bucket} tell EventBridge of each object`, {
    permissions: ['s3:PutBucketNotification'],
    act: ({ buckets }) => buckets.sendToEventBridge(bucket),
  });
  return { ok: true, beforeTrail, afterTrail };
}

const allOn = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true };

function step(
  isNeeded: boolean,
  what: string,
  { permissions, act }: { readonly permissions: readonly string[]; act(setup: TrailSetup): Promise<void> },
): readonly SetupStep[] {
  if (!isNeeded) return [];
  const run = async (setup: TrailSetup): Promise<undefined> => {
    await act(setup);
    return undefined;
  };
  return [{ what, permissions, run }];
}
