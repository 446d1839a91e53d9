import {
  IAMClient,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListUserTagsCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
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
  test('tells of each key whether it is active and when it was made, on any page', async () => {
    sent
      .on(ListAccessKeysCommand)
      .resolvesOnce({
        AccessKeyMetadata: [{ AccessKeyId: 'AKIAI44QH8DHBEXAMPLE', Status: 'Inactive' }],
        IsTruncated: true,
        Marker: 'more',
      })
      .resolvesOnce({
        AccessKeyMetadata: [
          { AccessKeyId: accessKeyId, Status: 'Active', CreateDate: new Date('2026-03-01T10:00:00Z') },
          { Status: 'Active' },
        ],
      });
    expect(await keys.getKeys('deploy')).toEqual([
      { accessKeyId: 'AKIAI44QH8DHBEXAMPLE', isActive: false },
      { accessKeyId, isActive: true, madeTime: '2026-03-01T10:00:00.000Z' },
    ]);
    expect(sent.commandCalls(ListAccessKeysCommand)[0]?.args[0].input).toMatchObject({ UserName: 'deploy' });
  });

  test('finds no key where there is none', async () => {
    sent.on(ListAccessKeysCommand).resolves({ AccessKeyMetadata: [] });
    expect(await keys.getKeys('deploy')).toEqual([]);
  });

  test('finds no user where there is none', async () => {
    sent.on(ListAccessKeysCommand).rejects(awsError('NoSuchEntityException', 404));
    expect(await keys.getKeys('deploy')).toBeUndefined();
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

  test('lists the policies attached to the user, on any page', async () => {
    sent
      .on(ListAttachedUserPoliciesCommand)
      .resolvesOnce({
        AttachedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', PolicyName: 'ReadOnlyAccess' }],
        IsTruncated: true,
        Marker: 'more',
      })
      .resolvesOnce({ AttachedPolicies: [{ PolicyArn: 'arn:aws:iam::123456789012:policy/own' }, {}] });
    expect(await keys.getPolicies('deploy')).toEqual([
      'arn:aws:iam::aws:policy/ReadOnlyAccess',
      'arn:aws:iam::123456789012:policy/own',
    ]);
    expect(sent.commandCalls(ListAttachedUserPoliciesCommand)[0]?.args[0].input).toMatchObject({ UserName: 'deploy' });
  });

  test('a user who is not there has no policies', async () => {
    sent.on(ListAttachedUserPoliciesCommand).rejects(awsError('NoSuchEntityException', 404));
    expect(await keys.getPolicies('deploy')).toEqual([]);
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
    ['getKeys', () => keys.getKeys('deploy'), 'iam:ListAccessKeys'],
    ['getPolicies', () => keys.getPolicies('deploy'), 'iam:ListAttachedUserPolicies'],
    ['setActive', () => keys.setActive('deploy', accessKeyId, false), 'iam:UpdateAccessKey'],
    ['getTags', () => keys.getTags('deploy'), 'iam:ListUserTags'],
  ] as const)('says which permission %s lacks', async (_, run, permission) => {
    sent.onAnyCommand().rejects(awsError('AccessDenied', 403));
    await expect(run()).rejects.toMatchObject({ name: 'CloudError', kind: 'denied', permission });
  });
});
