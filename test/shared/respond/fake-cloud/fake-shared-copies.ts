import { CloudError } from '#shared/ports/cloud/cloud.ts';
import type { SharedCopies } from '#shared/ports/cloud/shared-copies.ts';

/** Whether everybody may restore them, by ARN. */
export type FakeCopies = Map<string, boolean>;

/** The port over snapshots and images in memory. */
export function createFakeSharedCopies(copies: FakeCopies): SharedCopies {
  return {
    isPublic: async ({ arn }) => copies.get(arn),
    async setPublic({ arn }, isPublic) {
      if (!copies.has(arn)) throw new CloudError('it is not there', { kind: 'not-found', permission: 'modify' });
      copies.set(arn, isPublic);
    },
    getTags: async () => ({ team: 'data' }),
  };
}
