import { IAMClient, ListAccessKeysCommand, ListUserTagsCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createAccessKeys } from '#shared/aws/cloud/access-keys.ts';
import { awsError } from './aws-error.ts';

const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const client = new IAMClient({ region: 'us-east-1' });
const sent = mockClient(client);
const keys = createAccessKeys(client);
beforeEach(() => sent.reset());

describe('createAccessKeys', () => {
  test.each([
    ['Active', true],
    ['Inactive', false],
  ] as const)('finds a key that is %s, on any page', async (Status, expected) => {
    sent
      .on(ListAccessKeysCommand)
      .resolvesOnce({
        AccessKeyMetadata: [{ AccessKeyId: 'AKIAI44QH8DHBEXAMPLE', Status: 'Active' }],
        IsTruncated: true,
        Marker: 'more',
      })
      .resolvesOnce({ AccessKeyMetadata: [{ AccessKeyId: accessKeyId, Status }] });
    expect(await keys.isActive('deploy', accessKeyId)).toBe(expected);
    expect(sent.commandCalls(ListAccessKeysCommand)[0]?.args[0].input).toMatchObject({ UserName: 'deploy' });
  });

  test('finds no key where there is none', async () => {
    sent.on(ListAccessKeysCommand).resolves({ AccessKeyMetadata: [] });
    expect(await keys.isActive('deploy', accessKeyId)).toBeUndefined();
  });

  test('finds no key of a user that is gone', async () => {
    sent.on(ListAccessKeysCommand).rejects(awsError('NoSuchEntityException', 404));
    expect(await keys.isActive('deploy', accessKeyId)).toBeUndefined();
  });

  test.each([
    [true, 'Active'],
    [false, 'Inactive'],
  ] as const)('sets a key to active: %s', async (isActive, Status) => {
    sent.on(UpdateAccessKeyCommand).resolves({});
    await keys.setActive('deploy', accessKeyId, isActive);
    expect(sent.commandCalls(UpdateAccessKeyCommand).map(({ args }) => args[0].input)).toEqual([
      { UserName: 'deploy', AccessKeyId: accessKeyId, Status },
    ]);
  });

  test("reads the user's tags", async () => {
    sent.on(ListUserTagsCommand).resolves({
      Tags: [
        { Key: '__proto__', Value: 'x' },
        { Key: 'team', Value: 'web' },
      ],
    });
    expect(Object.entries(await keys.getTags('deploy'))).toEqual([
      ['__proto__', 'x'],
      ['team', 'web'],
    ]);
  });

  test.each([
    ['isActive', () => keys.isActive('deploy', accessKeyId), 'iam:ListAccessKeys'],
    ['setActive', () => keys.setActive('deploy', accessKeyId, false), 'iam:UpdateAccessKey'],
    ['getTags', () => keys.getTags('deploy'), 'iam:ListUserTags'],
  ] as const)('says which permission %s lacks', async (_, run, permission) => {
    sent.onAnyCommand().rejects(awsError('AccessDenied', 403));
    await expect(run()).rejects.toMatchObject({ name: 'CloudError', kind: 'denied', permission });
  });
});
