import { isJsonObject, type Json } from '#shared/model/json.ts';
import { isTrue, memberAt } from '#shared/model/read-json.ts';

/** The four switches of S3 Block Public Access, at one level. */
export interface AccessBlock {
  /** New public ACLs are refused; those that are there stay. */
  readonly blockPublicAcls: boolean;
  /** Public ACLs have no effect. */
  readonly ignorePublicAcls: boolean;
  /** New public policies are refused; those that are there stay. */
  readonly blockPublicPolicy: boolean;
  /** A public policy lets in the account's own principals and AWS services alone. */
  readonly restrictPublicBuckets: boolean;
}

/** The switches of a PublicAccessBlockConfiguration, as S3's API or CloudTrail writes it; undefined when it is none.
 * A switch that is left out is off: a put replaces the whole configuration (S3 API reference, PutPublicAccessBlock). */
export function readAccessBlock(configuration: Json | undefined): AccessBlock | undefined {
  if (!isJsonObject(configuration)) return undefined;
  return {
    blockPublicAcls: isTrue(memberAt(configuration, 'BlockPublicAcls')),
    ignorePublicAcls: isTrue(memberAt(configuration, 'IgnorePublicAcls')),
    blockPublicPolicy: isTrue(memberAt(configuration, 'BlockPublicPolicy')),
    restrictPublicBuckets: isTrue(memberAt(configuration, 'RestrictPublicBuckets')),
  };
}
