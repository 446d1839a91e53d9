import type { Tags } from './buckets.ts';

/** Access keys of IAM users. */
export interface AccessKeys {
  /** `undefined` when the user has no such key. `iam:ListAccessKeys` */
  isActive(userName: string, accessKeyId: string): Promise<boolean | undefined>;
  /** `iam:UpdateAccessKey` */
  setActive(userName: string, accessKeyId: string, isActive: boolean): Promise<void>;
  /** The user's tags. `iam:ListUserTags` */
  getTags(userName: string): Promise<Tags>;
}
