import type { JsonObject } from './json.ts';

/** One CloudTrail record, the same whatever it was delivered in.
 *
 * The named members are read once from `fields` and are what the stages use for identity and lookup; rules read `fields`.
 * A member is `undefined` where the record does not say: no defaults are invented. */
export interface CloudTrailRecord {
  /** CloudTrail's own `eventID`; where a record has none, `sha256:` and a hash of its content, so that it still has one identity. */
  readonly eventID: string;
  /** Event time in epoch milliseconds, UTC; `undefined` when missing or not a time. */
  readonly eventTimeMs: number | undefined;
  readonly eventName: string | undefined;
  readonly eventSource: string | undefined;
  readonly awsRegion: string | undefined;
  /** The account the record belongs to: `recipientAccountId`, else the account of the identity. */
  readonly accountId: string | undefined;
  /** The record as CloudTrail wrote it. Only the spelling of top-level keys is repaired (see `shared/cloudtrail`). */
  readonly fields: JsonObject;
}
