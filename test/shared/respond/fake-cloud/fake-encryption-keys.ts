import { CloudError } from '#shared/ports/cloud/cloud.ts';
import type { EncryptionKeyState, EncryptionKeys } from '#shared/ports/cloud/encryption-keys.ts';

/** KMS keys by ARN; tests change them as other people would. */
export type FakeKeys = Map<string, EncryptionKeyState>;

/** The port over KMS keys in memory, with the refusals of KMS.
 * @param now the time at which deletion is scheduled */
export function createFakeEncryptionKeys(keys: FakeKeys, now: string): EncryptionKeys {
  const find = (
    keyArn: string,
    permission: string,
    allowed: (status: EncryptionKeyState['status']) => boolean,
  ): void => {
    const key = keys.get(keyArn);
    if (key === undefined) throw new CloudError('there is no such key', { kind: 'not-found', permission });
    if (!allowed(key.status)) throw new CloudError('its state does not let it', { kind: 'refused', permission });
  };
  return {
    getState: async (keyArn) => keys.get(keyArn),
    async cancelDeletion(keyArn) {
      find(keyArn, 'kms:CancelKeyDeletion', (status) => status === 'pending-deletion');
      keys.set(keyArn, { status: 'disabled' });
    },
    async scheduleDeletion(keyArn, waitDays) {
      find(keyArn, 'kms:ScheduleKeyDeletion', (status) => status !== 'pending-deletion');
      const deletionDate = new Date(Date.parse(now) + waitDays * 24 * 60 * 60 * 1000).toISOString();
      keys.set(keyArn, { status: 'pending-deletion', deletionDate });
    },
    getTags: async () => ({ team: 'vault' }),
  };
}
