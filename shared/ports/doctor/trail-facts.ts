import type { TrailSelectors } from '#shared/model/trail-selectors.ts';
import type { Reading } from './reading.ts';

/** A trail's settings, as DescribeTrails tells them. */
export interface TrailDescription {
  readonly arn: string;
  readonly name: string;
  readonly homeRegion: string;
  readonly bucket: string;
  /** Logs are encrypted with this key; with S3's own when absent. */
  readonly keyArn?: string;
  readonly isMultiRegion: boolean;
  readonly hasGlobalEvents: boolean;
  /** Digests are written, by which logs are proven unchanged. */
  readonly isValidated: boolean;
  readonly isOrganization: boolean;
}

/** What a trail has done lately, as its home region tells it. */
export interface TrailStatus {
  readonly isLogging: boolean;
  /** Epoch milliseconds UTC, as the others. */
  readonly startedMs?: number;
  readonly deliveredMs?: number;
  /** The error of S3 at the last try; absent when there was none. */
  readonly deliveryError?: string;
  readonly digestMs?: number;
  readonly digestError?: string;
}

/** All that is known of a trail; `undefined` where it is gone since it was listed. */
export interface TrailFacts extends TrailDescription {
  readonly status: Reading<TrailStatus | undefined>;
  readonly selectors: Reading<TrailSelectors | undefined>;
}
