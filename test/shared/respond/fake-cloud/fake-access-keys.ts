import type { AccessKey, AccessKeys } from '#shared/ports/cloud/access-keys.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';

/** Whether access keys are active, by `user/key`. */
export type FakeAccessKeys = Map<string, boolean>;

/** The port over access keys in memory.
 * @param madeTimes when keys were made, by their ids
 * @param policies ARNs of those attached to every user */
export function createFakeAccessKeys(
  keys: FakeAccessKeys,
  madeTimes: Readonly<Record<string, string>> = {},
  policies: readonly string[] = [],
): AccessKeys {
  return {
    async getKeys(userName) {
      const own = [...keys].flatMap(([name, isActive]): AccessKey[] => {
        const [user, accessKeyId = ''] = name.split('/');
        const madeTime = madeTimes[accessKeyId];
        return user === userName ? [{ accessKeyId, isActive, ...(madeTime !== undefined && { madeTime }) }] : [];
      });
      return own.length === 0 ? undefined : own;
    },
    getPolicies: async () => policies,
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
