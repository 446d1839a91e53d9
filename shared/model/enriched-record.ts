import type { DerivedFields } from './derived.ts';
import type { CloudTrailRecord } from './record.ts';

/** A record with the facts derived from it: what rules are matched against. */
export interface EnrichedRecord extends CloudTrailRecord {
  readonly derived: DerivedFields;
}
