import {
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  PutBucketAclCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  DeletePublicAccessBlockCommand as DeleteAccountBlockCommand,
  GetPublicAccessBlockCommand as GetAccountBlockCommand,
  PutPublicAccessBlockCommand as PutAccountBlockCommand,
  S3ControlClient,
} from '@aws-sdk/client-s3-control';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createBuckets } from '#shared/aws/cloud/buckets.ts';
import type { Buckets } from '#shared/ports/cloud/buckets.ts';
import { cloudPermissions } from '#shared/ports/cloud/permissions.ts';
import { awsError } from './aws-error.ts';

const s3Client = new S3Client({ region: 'eu-central-1' });
const controlClient = new S3ControlClient({ region: 'eu-central-1' });
const s3 = mockClient(s3Client);
const control = mockClient(controlClient);
const buckets = createBuckets(s3Client, controlClient, '123456789012');

const owned = { Bucket: 'files', ExpectedBucketOwner: '123456789012' };
const configuration = {
  BlockPublicAcls: true,
  IgnorePublicAcls: false,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: false,
};
const block = { blockPublicAcls: true, ignorePublicAcls: false, blockPublicPolicy: true, restrictPublicBuckets: false };
const acl = {
  ownerId: 'owner',
  grants: [
    { grantee: { type: 'CanonicalUser', id: 'owner' }, permission: 'FULL_CONTROL' },
    { grantee: { type: 'Group', uri: 'http://acs.amazonaws.com/groups/global/AllUsers' }, permission: 'READ' },
    { grantee: { type: 'AmazonCustomerByEmail', emailAddress: 'a@example.com' }, permission: 'WRITE' },
  ],
} as const;
const grants = [
  { Grantee: { Type: 'CanonicalUser', ID: 'owner' }, Permission: 'FULL_CONTROL' },
  { Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }, Permission: 'READ' },
  { Grantee: { Type: 'AmazonCustomerByEmail', EmailAddress: 'a@example.com' }, Permission: 'WRITE' },
] as const;

beforeEach(() => {
  s3.reset();
  control.reset();
});

describe('what is read', () => {
  it('the policy as it was written', async () => {
    s3.on(GetBucketPolicyCommand, owned).resolves({ Policy: '{ "Statement" : [] }' });
    expect(await buckets.getPolicy('files')).toBe('{ "Statement" : [] }');
  });

  it('what AWS says of the policy', async () => {
    s3.on(GetBucketPolicyStatusCommand, owned).resolves({ PolicyStatus: { IsPublic: true } });
    expect(await buckets.isPolicyPublic('files')).toBe(true);
  });

  it('the ACL, without the names that S3 shows', async () => {
    const [first, ...others] = grants;
    s3.on(GetBucketAclCommand, owned).resolves({
      Owner: { ID: 'owner', DisplayName: 'shown' },
      Grants: [{ ...first, Grantee: { ...first.Grantee, DisplayName: 'shown' } }, ...others],
    });
    expect(await buckets.getAcl('files')).toEqual(acl);
  });

  it('an ACL that could not be written back is refused', async () => {
    s3.on(GetBucketAclCommand).resolves({ Owner: { ID: 'owner' }, Grants: [{ Permission: 'READ' }] });
    await expect(buckets.getAcl('files')).rejects.toMatchObject({ kind: 'refused', permission: 's3:GetBucketAcl' });
  });

  it('the switches of the bucket; one that is left out is off', async () => {
    const { RestrictPublicBuckets: _, ...others } = configuration;
    s3.on(GetPublicAccessBlockCommand, owned).resolves({ PublicAccessBlockConfiguration: others });
    expect(await buckets.getAccessBlock('files')).toEqual(block);
  });

  it('the switches of the account', async () => {
    control
      .on(GetAccountBlockCommand, { AccountId: '123456789012' })
      .resolves({ PublicAccessBlockConfiguration: configuration });
    expect(await buckets.getAccountAccessBlock()).toEqual(block);
  });

  it('the tags', async () => {
    s3.on(GetBucketTaggingCommand, owned).resolves({
      TagSet: [
        { Key: 'team', Value: 'web' },
        { Key: '__proto__', Value: 'x' },
      ],
    });
    expect(Object.entries(await buckets.getTags('files'))).toEqual([
      ['team', 'web'],
      ['__proto__', 'x'],
    ]);
  });
});

describe('what is not set', () => {
  it.each([
    ['a policy', 'getPolicy', 'NoSuchBucketPolicy', undefined],
    ['a policy to judge', 'isPolicyPublic', 'NoSuchBucketPolicy', undefined],
    ['switches', 'getAccessBlock', 'NoSuchPublicAccessBlockConfiguration', undefined],
    ['tags', 'getTags', 'NoSuchTagSet', {}],
  ] as const)('%s', async (_, method, name, answer) => {
    s3.rejects(awsError(name, 404));
    expect(await buckets[method]('files')).toEqual(answer);
  });

  it('switches of the account', async () => {
    control.rejects(awsError('NoSuchPublicAccessBlockConfiguration', 404));
    expect(await buckets.getAccountAccessBlock()).toBeUndefined();
  });
});

describe('what is written', () => {
  it.each([
    ['a policy', () => buckets.putPolicy('files', '{}'), s3, PutBucketPolicyCommand, { ...owned, Policy: '{}' }],
    ['no policy', () => buckets.deletePolicy('files'), s3, DeleteBucketPolicyCommand, owned],
    [
      'an ACL',
      () => buckets.putAcl('files', acl),
      s3,
      PutBucketAclCommand,
      { ...owned, AccessControlPolicy: { Owner: { ID: 'owner' }, Grants: grants } },
    ],
    [
      'switches',
      () => buckets.putAccessBlock('files', block),
      s3,
      PutPublicAccessBlockCommand,
      { ...owned, PublicAccessBlockConfiguration: configuration },
    ],
    ['no switches', () => buckets.deleteAccessBlock('files'), s3, DeletePublicAccessBlockCommand, owned],
    [
      'switches of the account',
      () => buckets.putAccountAccessBlock(block),
      control,
      PutAccountBlockCommand,
      { AccountId: '123456789012', PublicAccessBlockConfiguration: configuration },
    ],
    [
      'no switches of the account',
      () => buckets.deleteAccountAccessBlock(),
      control,
      DeleteAccountBlockCommand,
      { AccountId: '123456789012' },
    ],
  ])('%s', async (_, write, client, command, input) => {
    await write();
    const [made, ...others] = client.calls();
    expect(others).toEqual([]);
    expect(made?.args[0]).toBeInstanceOf(command);
    expect(made?.args[0].input).toEqual(input);
  });
});

describe('every method', () => {
  const calls: Readonly<Record<keyof Buckets, () => Promise<unknown>>> = {
    getPolicy: () => buckets.getPolicy('files'),
    putPolicy: () => buckets.putPolicy('files', '{}'),
    deletePolicy: () => buckets.deletePolicy('files'),
    isPolicyPublic: () => buckets.isPolicyPublic('files'),
    getAcl: () => buckets.getAcl('files'),
    putAcl: () => buckets.putAcl('files', acl),
    getAccessBlock: () => buckets.getAccessBlock('files'),
    putAccessBlock: () => buckets.putAccessBlock('files', block),
    deleteAccessBlock: () => buckets.deleteAccessBlock('files'),
    getAccountAccessBlock: () => buckets.getAccountAccessBlock(),
    putAccountAccessBlock: () => buckets.putAccountAccessBlock(block),
    deleteAccountAccessBlock: () => buckets.deleteAccountAccessBlock(),
    getTags: () => buckets.getTags('files'),
  };

  it.each(Object.entries(calls))('%s says which permission it lacks', async (method, call) => {
    s3.rejects(awsError('AccessDenied', 403));
    control.rejects(awsError('AccessDenied', 403));
    const [permission] = cloudPermissions.buckets[method as keyof Buckets];
    await expect(call()).rejects.toMatchObject({ kind: 'denied', permission });
  });

  it.each([
    ['a public policy', 'putPolicy', 'lets in no public policy'],
    ['a public ACL', 'putAcl', 'lets in no public ACL'],
  ] as const)('says that %s may have been denied by Block Public Access', async (_, method, hint) => {
    s3.rejects(awsError('AccessDenied', 403));
    await expect(calls[method]()).rejects.toThrow(hint);
  });
});
