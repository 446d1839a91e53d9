import type { EncryptionKeyState } from '#shared/ports/cloud/encryption-keys.ts';
import type { Playbook } from '../playbook.ts';
import { expectSubject } from './expect-subject.ts';

/** `waitDays`: the waiting period that the call gave, while deletion is pending. */
type KeyState = { readonly status: EncryptionKeyState['status']; readonly waitDays?: number };

/** Cancels the deletion of a KMS key, and leaves it disabled, as KMS does: whether it was enabled before, KMS does not tell. Undone, the
 * key waits again for as long as it was given at first. */
export const kmsKeyDeletion: Playbook<KeyState> = {
  id: 'kms-key-deletion',
  harm: 'KMS key on its way to deletion, with all that it encrypts',
  permissions: {
    read: ['kms:DescribeKey', 'kms:ListResourceTags'],
    apply: ['kms:CancelKeyDeletion'],
    undo: ['kms:ScheduleKeyDeletion'],
  },
  subjects: ['encryption-key'],
  async read({ subject, eventTime }, { encryptionKeys }) {
    const key = await encryptionKeys.getState(expectSubject(subject, 'encryption-key').keyArn);
    if (key?.status !== 'pending-deletion') return key && { status: key.status };
    return { status: key.status, waitDays: waitDaysOf(key, eventTime) };
  },
  repair({ status, waitDays }, { subject, region }) {
    switch (status) {
      case 'pending-deletion':
        return {
          kind: 'change',
          state: { status: 'disabled' },
          steps: [
            `cancel the deletion of the key; to undo that schedules it again, with a waiting period of ${waitDays} days`,
            `leave the key disabled, as KMS does; if it was in use: aws kms enable-key --key-id ${expectSubject(subject, 'encryption-key').keyArn} --region ${region}`,
          ],
        };
      case 'enabled':
        return { kind: 'harmless', why: 'no deletion of the key is pending' };
      case 'disabled':
        return {
          kind: 'harmless',
          why: 'no deletion of the key is pending, but it is disabled, as a cancelled one leaves it: enable it if it is in use',
        };
      case 'other':
        return {
          kind: 'refused',
          why: 'the key is neither enabled, disabled nor pending deletion: it lacks its key material, or its key store',
        };
    }
  },
  async write({ subject }, { from, to }, { encryptionKeys }) {
    const { keyArn } = expectSubject(subject, 'encryption-key');
    if (from.status === to.status) return;
    if (to.status === 'pending-deletion') await encryptionKeys.scheduleDeletion(keyArn, to.waitDays ?? longestWaitDays);
    else await encryptionKeys.cancelDeletion(keyArn);
  },
  // Scheduled anew, the key has another date of deletion, and the waiting period that it seems to have been given is another.
  essence: ({ status }) => ({ status }),
  describe: ({ status, waitDays }) =>
    waitDays === undefined ? status : `${status}, ${waitDays} days from the call on`,
  readTags({ subject }, { encryptionKeys }) {
    return encryptionKeys.getTags(expectSubject(subject, 'encryption-key').keyArn);
  },
};

const dayMs = 24 * 60 * 60 * 1000;
// KMS API reference, ScheduleKeyDeletion: `PendingWindowInDays`.
const shortestWaitDays = 7;
const longestWaitDays = 30;

/** How long the call had the key wait: the longest period there is when it cannot be told. */
function waitDaysOf({ deletionDate, waitDays }: EncryptionKeyState, eventTime: string | undefined): number {
  const days = waitDays ?? Math.round((Date.parse(deletionDate ?? '') - Date.parse(eventTime ?? '')) / dayMs);
  return Number.isNaN(days) ? longestWaitDays : Math.min(longestWaitDays, Math.max(shortestWaitDays, days));
}
