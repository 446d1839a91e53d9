import type { AccessBlock } from '#shared/ports/cloud/buckets.ts';
import type { TrailDescription } from '#shared/ports/doctor/trail-facts.ts';
import type { TrailSetup } from '#shared/ports/trail-setup.ts';
import { keyAliasOf, type WantedTrail } from './wanted-trail.ts';

/** What is there of what a trail needs. */
export interface TrailState {
  readonly trail?: TrailDescription & { readonly isLogging: boolean };
  readonly bucket?: BucketState;
  /** The key that an earlier run made for the trail. */
  readonly madeKeyArn?: string;
}

export interface BucketState {
  readonly accessBlock?: AccessBlock;
  /** JSON text. */
  readonly policy?: string;
  readonly isVersioned: boolean;
  readonly isEncrypted: boolean;
  readonly sendsToEventBridge: boolean;
}

/** Read what is there.
 * @throws {CloudError} */
export async function readTrailState(wanted: WantedTrail, setup: TrailSetup): Promise<TrailState> {
  const [trail, bucket, madeKeyArn] = await Promise.all([
    readTrail(wanted, setup),
    readBucket(wanted, setup),
    wanted.key === 'new' ? setup.keys.find(keyAliasOf(wanted)) : undefined,
  ]);
  return {
    ...(trail !== undefined && { trail }),
    ...(bucket !== undefined && { bucket }),
    ...(madeKeyArn !== undefined && { madeKeyArn }),
  };
}

async function readTrail({ name }: WantedTrail, { trails }: TrailSetup): Promise<TrailState['trail']> {
  const trail = (await trails.list()).find((one) => one.name === name);
  if (trail === undefined) return undefined;
  const status = await trails.getStatus(trail);
  return { ...trail, isLogging: status?.isLogging ?? false };
}

async function readBucket({ bucket }: WantedTrail, { buckets }: TrailSetup): Promise<BucketState | undefined> {
  if (!(await buckets.exists(bucket))) return undefined;
  const [accessBlock, policy, versioning, encryption, sendsToEventBridge] = await Promise.all([
    buckets.getAccessBlock(bucket),
    buckets.getPolicy(bucket),
    buckets.getVersioning(bucket),
    buckets.getEncryption(bucket),
    buckets.sendsToEventBridge(bucket),
  ]);
  return {
    ...(accessBlock !== undefined && { accessBlock }),
    ...(policy !== undefined && { policy }),
    isVersioned: versioning.isEnabled,
    isEncrypted: encryption !== undefined,
    sendsToEventBridge,
  };
}
