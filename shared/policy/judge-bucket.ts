import type { Json } from '#shared/model/json.ts';
import type { Acl } from './judge-acl.ts';
import { type AccessJudgement, type BlockState, wayOfAcl, wayOfPolicy } from './public-way.ts';
import { weighWays } from './weigh-ways.ts';

/** What decides whether a bucket is public. */
export interface BucketState {
  /** The policy, or its JSON text; undefined when there is none. */
  readonly policy?: Json | undefined;
  /** `undefined` where there is nothing to look at, `unknown` where it could not be read. */
  readonly acl?: Acl | 'unknown' | undefined;
  readonly bucketBlock?: BlockState;
  readonly accountBlock?: BlockState;
}

/** Whether a bucket lets in the public, by its policy or its ACL, through what Block Public Access leaves of them.
 * Objects may have ACLs of their own, which are not looked at. */
export function judgeBucket({ policy, acl, bucketBlock, accountBlock }: BucketState): AccessJudgement {
  const ways = [
    ...(policy === undefined ? [] : [wayOfPolicy(policy, 's3-bucket')]),
    ...(acl === undefined ? [] : [wayOfAcl(acl)]),
  ];
  return weighWays(
    ways,
    new Map([
      ['bucket', bucketBlock],
      ['account', accountBlock],
    ]),
  );
}
