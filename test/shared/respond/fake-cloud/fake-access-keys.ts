import type { AccessKeys } from '#shared/ports/cloud/access-keys.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';

/** Whether access keys are active, by `user/key`. */
export type FakeAccessKeys = Map<string, boolean>;

/** The port over access keys in memory. */
export function createFakeAccessKeys(keys: FakeAccessKeys): AccessKeys {
  return {
    isActive: async (userName, accessKeyId) => keys.get(`${userName}/${accessKeyId}`),
    async setActive(userName, accessKeyId, isActive) {
      const name = `${userName}/${accessKeyId}`;
      if (!keys.has(name)) {
        throw new CloudError('there is no such key', { kind: 'not-found', permission: 'iam:UpdateAccessKey' });
      }
      keys.set(name, isActive);
    },
    getTags: async () => ({ team: 'build' }),
  };
}
