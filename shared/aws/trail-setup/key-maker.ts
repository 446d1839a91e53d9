import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  type KMSClient,
} from '@aws-sdk/client-kms';
import { CloudError } from '#shared/ports/cloud/cloud.ts';
import type { KeyMaker } from '#shared/ports/trail-setup.ts';
import { callCloud, callCloudUnless } from '../cloud/cloud-errors.ts';

/** Makes keys that are found again by their alias.
 * @see AWS KMS API reference: CreateKey, CreateAlias, EnableKeyRotation, DescribeKey */
export function createKeyMaker(client: KMSClient): KeyMaker {
  return {
    find: (alias) =>
      callCloudUnless(['NotFoundException'], about('kms:DescribeKey', alias), async () => {
        const { KeyMetadata: key } = await client.send(new DescribeKeyCommand({ KeyId: alias }));
        return key?.Arn;
      }),
    async create(alias, policy) {
      const { KeyMetadata: key } = await callCloud(about('kms:CreateKey', alias), () =>
        client.send(new CreateKeyCommand({ Description: 'Encrypts CloudTrail logs', Policy: policy })),
      );
      const { Arn: arn } = key ?? {};
      if (arn === undefined) {
        throw new CloudError('AWS made a key and does not say which', {
          kind: 'unavailable',
          permission: 'kms:CreateKey',
        });
      }
      // First of all: by its alias the key is found again, should the rest fail.
      await callCloud(about('kms:CreateAlias', alias), () =>
        client.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: arn })),
      );
      await callCloud(about('kms:EnableKeyRotation', alias), () =>
        client.send(new EnableKeyRotationCommand({ KeyId: arn })),
      );
      return arn;
    },
  };
}

function about(permission: string, resource: string): { readonly permission: string; readonly resource: string } {
  return { permission, resource };
}
