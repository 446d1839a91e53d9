import { expect, test } from 'vitest';
import { deriveAcl } from '#shared/enrich/acl.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { call } from './record.ts';

const group = (name: string): JsonObject => ({
  Grantee: { URI: `http://acs.amazonaws.com/groups/global/${name}`, 'xsi:type': 'Group' },
  Permission: 'READ',
});
const owner: JsonObject = { Grantee: { ID: 'c0ffee', 'xsi:type': 'CanonicalUser' }, Permission: 'FULL_CONTROL' };
const granting = (grant: JsonObject | readonly JsonObject[]): JsonObject => ({
  AccessControlPolicy: { AccessControlList: { Grant: grant } },
});

test.each<readonly [name: string, key: string, parameters: JsonObject, isPublic: boolean | undefined]>([
  ['a private canned ACL', 's3:PutBucketAcl', { 'x-amz-acl': 'private' }, false],
  ['a public canned ACL', 's3:PutBucketAcl', { 'x-amz-acl': 'public-read' }, true],
  ['a canned ACL in a list', 's3:PutBucketAcl', { 'x-amz-acl': ['public-read-write'] }, true],
  ['every AWS account', 's3:PutObjectAcl', { 'x-amz-acl': 'authenticated-read' }, true],
  ['a single grant to all users', 's3:PutBucketAcl', granting(group('AllUsers')), true],
  [
    'a list of grants, one to authenticated users',
    's3:PutBucketAcl',
    granting([owner, group('AuthenticatedUsers')]),
    true,
  ],
  ['a grant to the owner', 's3:PutBucketAcl', granting([owner]), false],
  [
    'a grant to the log delivery group',
    's3:PutBucketAcl',
    granting({ Grantee: { URI: 'http://acs.amazonaws.com/groups/s3/LogDelivery' }, Permission: 'WRITE' }),
    false,
  ],
  [
    'a grant header to all users',
    's3:PutObject',
    { 'x-amz-grant-read': 'uri="http://acs.amazonaws.com/groups/global/AllUsers"' },
    true,
  ],
  ['a grant header to an account', 's3:PutObject', { 'x-amz-grant-read': 'id="c0ffee"' }, false],
  ['a new bucket with a public ACL', 's3:CreateBucket', { 'x-amz-acl': ['public-read'] }, true],
  ['a new bucket without an ACL', 's3:CreateBucket', { bucketName: 'site.example.com' }, undefined],
  ['a changed ACL that is not told', 's3:PutBucketAcl', { bucketName: 'b', acl: '' }, false],
  ['another call', 's3:GetBucketAcl', { 'x-amz-acl': 'public-read' }, undefined],
])('%s', (_, key, parameters, isPublic) => {
  expect(deriveAcl(call(key, parameters))?.public).toBe(isPublic);
});

test('a refused call without parameters has no ACL', () => {
  expect(deriveAcl(call('s3:PutBucketAcl', null))).toBeUndefined();
});
