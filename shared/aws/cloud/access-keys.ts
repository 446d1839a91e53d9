import {
  type AccessKeyMetadata,
  type IAMClient,
  paginateListAccessKeys,
  paginateListAttachedUserPolicies,
  paginateListUserTags,
  type Tag,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import type { AccessKey, AccessKeys } from '#shared/ports/cloud/access-keys.ts';
import { cloudPermissions } from '#shared/ports/cloud/permissions.ts';
import { type CloudCall, callCloud, callCloudUnless } from './cloud-errors.ts';
import { tagsOf } from './tags-of.ts';

/** The access keys of the users of the client's account.
 * @see AWS IAM API reference: each operation */
export function createAccessKeys(client: IAMClient): AccessKeys {
  return {
    getKeys: (userName) =>
      callCloudUnless(noUser, about('getKeys', userName), async () => {
        const keys: AccessKey[] = [];
        for await (const page of paginateListAccessKeys({ client }, { UserName: userName }))
          keys.push(...(page.AccessKeyMetadata ?? []).flatMap(keyOf));
        return keys;
      }),
    getPolicies: async (userName) => {
      const policies = await callCloudUnless(noUser, about('getPolicies', userName), async () => {
        const arns: string[] = [];
        for await (const page of paginateListAttachedUserPolicies({ client }, { UserName: userName }))
          arns.push(...(page.AttachedPolicies ?? []).flatMap(({ PolicyArn: arn }) => arn ?? []));
        return arns;
      });
      return policies ?? [];
    },
    async setActive(userName, accessKeyId, isActive) {
      const command = new UpdateAccessKeyCommand({
        UserName: userName,
        AccessKeyId: accessKeyId,
        Status: isActive ? 'Active' : 'Inactive',
      });
      await callCloud(about('setActive', userName), () => client.send(command));
    },
    getTags: (userName) =>
      callCloud(about('getTags', userName), async () => {
        const tags: Tag[] = [];
        for await (const page of paginateListUserTags({ client }, { UserName: userName }))
          tags.push(...(page.Tags ?? []));
        return tagsOf(tags);
      }),
  };
}

function keyOf({
  AccessKeyId: accessKeyId,
  Status: status,
  CreateDate: made,
}: AccessKeyMetadata): readonly AccessKey[] {
  if (accessKeyId === undefined) return [];
  return [{ accessKeyId, isActive: status === 'Active', ...(made !== undefined && { madeTime: made.toISOString() }) }];
}

const noUser = ['NoSuchEntity', 'NoSuchEntityException'];

function about(method: keyof AccessKeys, userName: string): CloudCall {
  return { permission: cloudPermissions.accessKeys[method][0] ?? '', resource: `user ${userName}` };
}
