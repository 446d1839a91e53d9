import type { Tags } from './buckets.ts';

/** KMS keys, by ARN. */
export interface EncryptionKeys {
  /** `undefined` when there is no such key. `kms:DescribeKey` */
  getState(keyArn: string): Promise<EncryptionKeyState | undefined>;
  /** The key is disabled after it. `kms:CancelKeyDeletion` */
  cancelDeletion(keyArn: string): Promise<void>;
  /** `kms:ScheduleKeyDeletion` */
  scheduleDeletion(keyArn: string, waitDays: number): Promise<void>;
  /** `kms:ListResourceTags` */
  getTags(keyArn: string): Promise<Tags>;
}

export interface EncryptionKeyState {
  readonly status: 'enabled' | 'disabled' | 'pending-deletion' | 'other';
  /** ISO 8601 UTC, while deletion is pending. */
  readonly deletionDate?: string;
  /** Instead of a date, while a multi-Region primary key waits for its replicas to be deleted. */
  readonly waitDays?: number;
}
