import type { Buckets } from './cloud/buckets.ts';
import type { CloudPlace } from './cloud/cloud.ts';
import type { Trails } from './cloud/trails.ts';
import type { BucketSettings } from './doctor/bucket-facts.ts';
import type { TrailReader } from './doctor/fact-reader.ts';

/** What setting up a trail reads and changes, in one account and region. Every method is one AWS call or two, and names the permission
 * that it needs; each throws a {@link CloudError}. */
export interface TrailSetup {
  readonly place: CloudPlace;
  readonly trails: Pick<TrailReader, 'list' | 'getStatus'> & Pick<Trails, 'startLogging'> & TrailWriter;
  readonly buckets: Pick<Buckets, 'getPolicy' | 'putPolicy' | 'getAccessBlock' | 'putAccessBlock'> &
    Pick<BucketSettings, 'getVersioning' | 'getEncryption' | 'sendsToEventBridge'> &
    BucketWriter;
  readonly keys: KeyMaker;
}

export interface TrailWriter {
  /** `cloudtrail:CreateTrail` */
  create(settings: TrailSettings): Promise<void>;
  /** What is not said stays as it is. `cloudtrail:UpdateTrail` */
  update(settings: Partial<TrailSettings> & Pick<TrailSettings, 'name'>): Promise<void>;
}

/** A trail as it is asked for: what is not said is as CloudTrail has it. */
export interface TrailSettings {
  readonly name: string;
  readonly bucket: string;
  readonly keyArn?: string;
  readonly isMultiRegion: boolean;
  readonly hasGlobalEvents: boolean;
  readonly isValidated: boolean;
  readonly isOrganization?: boolean;
}

export interface BucketWriter {
  /** Whether the account has it. `s3:ListBucket` */
  exists(bucket: string): Promise<boolean>;
  /** In the place's region. `s3:CreateBucket` */
  create(bucket: string): Promise<void>;
  /** `s3:PutBucketVersioning` */
  enableVersioning(bucket: string): Promise<void>;
  /** With S3's own key. `s3:PutEncryptionConfiguration` */
  encrypt(bucket: string): Promise<void>;
  /** Beside the notifications that are there. `s3:GetBucketNotification`, `s3:PutBucketNotification` */
  sendToEventBridge(bucket: string): Promise<void>;
}

export interface KeyMaker {
  /** The ARN of the key that an alias stands for; `undefined` where there is none. `kms:DescribeKey` */
  find(alias: string): Promise<string | undefined>;
  /** With yearly rotation. `kms:CreateKey`, `kms:CreateAlias`, `kms:EnableKeyRotation`
   * @returns its ARN */
  create(alias: string, policy: string): Promise<string>;
}
