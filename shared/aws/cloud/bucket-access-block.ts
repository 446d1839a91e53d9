import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import type { AccessBlock } from '#shared/ports/cloud/buckets.ts';

/** The switches of an answer; `undefined` when there are none. One that is left out is off. */
export function accessBlockOf(configuration: PublicAccessBlockConfiguration | undefined): AccessBlock | undefined {
  if (configuration === undefined) return undefined;
  return {
    blockPublicAcls: configuration.BlockPublicAcls ?? false,
    ignorePublicAcls: configuration.IgnorePublicAcls ?? false,
    blockPublicPolicy: configuration.BlockPublicPolicy ?? false,
    restrictPublicBuckets: configuration.RestrictPublicBuckets ?? false,
  };
}

/** The switches as a request says them, all four: a put replaces the whole. */
export function configurationOf(block: AccessBlock): PublicAccessBlockConfiguration {
  return {
    BlockPublicAcls: block.blockPublicAcls,
    IgnorePublicAcls: block.ignorePublicAcls,
    BlockPublicPolicy: block.blockPublicPolicy,
    RestrictPublicBuckets: block.restrictPublicBuckets,
  };
}
