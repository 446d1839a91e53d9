import type { AccessBlock } from '../cloud/buckets.ts';
import type { Reading } from './reading.ts';

export interface BucketVersioning {
  readonly isEnabled: boolean;
  /** Versions are deleted only with a device of the root user. */
  readonly needsMfa: boolean;
}

/** The settings of a bucket that decide whether logs are safe in it. Every method is one call. */
export interface BucketSettings {
  /** `s3:GetBucketVersioning` */
  getVersioning(bucket: string): Promise<BucketVersioning>;
  /** The algorithm of the default encryption, such as `AES256`. `s3:GetEncryptionConfiguration` */
  getEncryption(bucket: string): Promise<string | undefined>;
  /** Whether any rule deletes or moves objects, or drops unfinished uploads. `s3:GetLifecycleConfiguration` */
  hasLifecycle(bucket: string): Promise<boolean>;
  /** Whether objects can be locked. `s3:GetBucketObjectLockConfiguration` */
  hasObjectLock(bucket: string): Promise<boolean>;
  /** Whether EventBridge hears of each object. `s3:GetBucketNotification` */
  sendsToEventBridge(bucket: string): Promise<boolean>;
}

/** All that is known of a log bucket. */
export interface BucketFacts {
  readonly bucket: string;
  readonly accessBlock: Reading<AccessBlock | undefined>;
  readonly accountAccessBlock: Reading<AccessBlock | undefined>;
  /** JSON text, as it was written. */
  readonly policy: Reading<string | undefined>;
  readonly versioning: Reading<BucketVersioning>;
  readonly encryption: Reading<string | undefined>;
  readonly hasLifecycle: Reading<boolean>;
  readonly hasObjectLock: Reading<boolean>;
  readonly sendsToEventBridge: Reading<boolean>;
}
