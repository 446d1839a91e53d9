import {
  CancelKeyDeletionCommand,
  DescribeKeyCommand,
  type KeyMetadata,
  type KMSClient,
  paginateListResourceTags,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import type { EncryptionKeyState, EncryptionKeys } from '#shared/ports/cloud/encryption-keys.ts';
import { cloudPermissions } from '#shared/ports/cloud/permissions.ts';
import { type CloudCall, callCloud, callCloudUnless } from './cloud-errors.ts';

/** The KMS keys of the client's account and region.
 * @see AWS KMS API reference: each operation */
export function createEncryptionKeys(client: KMSClient): EncryptionKeys {
  return {
    async getState(keyArn) {
      const answer = await callCloudUnless(noKey, about('getState', keyArn), () =>
        client.send(new DescribeKeyCommand({ KeyId: keyArn })),
      );
      return answer?.KeyMetadata && stateOf(answer.KeyMetadata);
    },
    async cancelDeletion(keyArn) {
      await callCloud(about('cancelDeletion', keyArn), () =>
        client.send(new CancelKeyDeletionCommand({ KeyId: keyArn })),
      );
    },
    async scheduleDeletion(keyArn, waitDays) {
      const command = new ScheduleKeyDeletionCommand({ KeyId: keyArn, PendingWindowInDays: waitDays });
      await callCloud(about('scheduleDeletion', keyArn), () => client.send(command));
    },
    getTags: (keyArn) =>
      callCloud(about('getTags', keyArn), async () => {
        const tags: (readonly [string, string])[] = [];
        for await (const page of paginateListResourceTags({ client }, { KeyId: keyArn })) {
          for (const { TagKey = '', TagValue = '' } of page.Tags ?? []) tags.push([TagKey, TagValue]);
        }
        return Object.fromEntries(tags);
      }),
  };
}

const noKey = ['NotFoundException'];

function about(method: keyof EncryptionKeys, keyArn: string): CloudCall {
  return {
    permission: cloudPermissions.encryptionKeys[method][0] ?? '',
    resource: keyArn,
    whenDenied: 'or the key policy does not let IAM policies decide',
  };
}

const statuses: ReadonlyMap<string | undefined, EncryptionKeyState['status']> = new Map([
  ['Enabled', 'enabled'],
  ['Disabled', 'disabled'],
  ['PendingDeletion', 'pending-deletion'],
  // A multi-Region primary key: its waiting period begins when its last replica is deleted.
  ['PendingReplicaDeletion', 'pending-deletion'],
]);

function stateOf({ KeyState, DeletionDate, PendingDeletionWindowInDays }: KeyMetadata): EncryptionKeyState {
  return {
    status: statuses.get(KeyState) ?? 'other',
    ...(DeletionDate !== undefined && { deletionDate: DeletionDate.toISOString() }),
    ...(PendingDeletionWindowInDays !== undefined && { waitDays: PendingDeletionWindowInDays }),
  };
}
