import type { Tags } from './buckets.ts';

/** One access key, without its secret. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly isActive: boolean;
  /** When it was made, ISO 8601 UTC. */
  readonly madeTime?: string;
}

/** Access keys of IAM users. */
export interface AccessKeys {
  /** The user's keys; `undefined` when there is no such user. `iam:ListAccessKeys` */
  getKeys(userName: string): Promise<readonly AccessKey[] | undefined>;
  /** ARNs of the managed policies attached to the user; none when there is no such user. `iam:ListAttachedUserPolicies` */
  getPolicies(userName: string): Promise<readonly string[]>;
  /** `iam:UpdateAccessKey` */
  setActive(userName: string, accessKeyId: string, isActive: boolean): Promise<void>;
  /** The user's tags. `iam:ListUserTags` */
  getTags(userName: string): Promise<Tags>;
}
