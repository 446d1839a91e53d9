import type { Json } from '#shared/model/json.ts';
import type { Target } from '#shared/model/target.ts';
import type { AccessBlock } from './buckets.ts';

/** What was set before a call changed it, from CloudTrail's own history: 90 days of management events, one region, minutes late. */
export interface ChangeHistory {
  /** How the last call before `target.eventTime` left the Block Public Access of `target`, a bucket or the account.
   * `cloudtrail:LookupEvents` */
  previousAccessBlock(target: Target): Promise<PreviousAccessBlock>;
  /** What the last PutEventSelectors call before `target.eventTime` asked for `target`, a trail, as the record has it: its
   * `requestParameters`. `undefined` when none is found. `cloudtrail:LookupEvents` */
  previousSelectors(target: Target): Promise<Json | undefined>;
}

export type PreviousAccessBlock =
  | { readonly kind: 'set'; readonly block: AccessBlock }
  /** It had been removed by then. */
  | { readonly kind: 'removed' }
  /** No earlier call was found; `why` says how far was looked, as a clause. */
  | { readonly kind: 'not-found'; readonly why: string };
