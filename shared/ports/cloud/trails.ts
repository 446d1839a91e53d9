import type { TrailSelectors } from '#shared/model/trail-selectors.ts';
import type { Tags } from './buckets.ts';

/** CloudTrail trails, by ARN. */
export interface Trails {
  /** `undefined` when there is no such trail. `cloudtrail:GetTrailStatus` */
  isLogging(trailArn: string): Promise<boolean | undefined>;
  /** `cloudtrail:StartLogging` */
  startLogging(trailArn: string): Promise<void>;
  /** `cloudtrail:StopLogging` */
  stopLogging(trailArn: string): Promise<void>;
  /** `cloudtrail:GetEventSelectors` */
  getSelectors(trailArn: string): Promise<TrailSelectors | undefined>;
  /** `cloudtrail:PutEventSelectors` */
  putSelectors(trailArn: string, selectors: TrailSelectors): Promise<void>;
  /** `cloudtrail:ListTags` */
  getTags(trailArn: string): Promise<Tags>;
}
