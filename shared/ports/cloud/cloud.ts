import type { AccessKeys } from './access-keys.ts';
import type { Buckets } from './buckets.ts';
import type { EncryptionKeys } from './encryption-keys.ts';
import type { ChangeHistory } from './history.ts';
import type { SecurityGroups } from './security-groups.ts';
import type { SharedCopies } from './shared-copies.ts';
import type { Trails } from './trails.ts';

/** What playbooks read and change in one account and region. Every method is one AWS call (the history's as many as it
 * takes), and says which permission it needs; `permissions.ts` is the same as data. Each throws a {@link CloudError}. */
export interface CloudPorts {
  readonly buckets: Buckets;
  readonly securityGroups: SecurityGroups;
  readonly trails: Trails;
  readonly sharedCopies: SharedCopies;
  readonly accessKeys: AccessKeys;
  readonly encryptionKeys: EncryptionKeys;
  readonly history: ChangeHistory;
}

export interface Cloud extends CloudPorts {
  /** How long to wait before reading again what does not show a change yet, time after time; nothing is waited for when absent.
   *
   * EC2, IAM, KMS, CloudTrail and the configuration of buckets are eventually consistent: what was read after a change may be from
   * before it (Amazon EC2 developer guide, "Eventual consistency"; CloudTrail user guide, "Managing data consistency"). */
  readonly rereadAfterMs?: readonly number[];
}

/** Opens the cloud of an account and region: with the credentials at hand for one's own account, with a member role's for another.
 * @param actions the permissions that it is opened for, such as `s3:GetBucketPolicy`; in another account it can do nothing else
 * @throws {CloudError} the account cannot be reached */
export type OpenCloud = (place: CloudPlace, actions: readonly string[]) => Promise<Cloud>;

export interface CloudPlace {
  readonly accountId: string;
  readonly region: string;
}

/** Why a call was not carried out, as far as it matters for what to do next. */
export type CloudErrorKind =
  /** The resource, or the part of it that was asked for, is not there. */
  | 'not-found'
  /** Not permitted: trying again cannot help. */
  | 'denied'
  /** Throttled, timed out or unavailable: whether it was carried out may be unknown. */
  | 'unavailable'
  /** AWS refuses what was asked, such as a policy that Block Public Access does not let in. */
  | 'refused';

/** An AWS call failed; `cause` says why. */
export class CloudError extends Error {
  override readonly name = 'CloudError';
  readonly kind: CloudErrorKind;
  /** The permission that the call needs, such as `s3:PutBucketPolicy`. */
  readonly permission: string;

  constructor(
    message: string,
    details: { readonly kind: CloudErrorKind; readonly permission: string; readonly cause?: unknown },
  ) {
    super(message, { cause: details.cause });
    this.kind = details.kind;
    this.permission = details.permission;
  }
}
