import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { type AclJudgement, judgeAcl } from '#shared/policy/judge-acl.ts';
import { readAcl } from '#shared/policy/read-acl.ts';

const everyone = 'http://acs.amazonaws.com/groups/global/AllUsers';
const anyAccount = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
const group = (URI: string, Permission: string): JsonObject => ({ Grantee: { Type: 'Group', URI }, Permission });
const owner: JsonObject = { Grantee: { Type: 'CanonicalUser', ID: 'c0ffee' }, Permission: 'FULL_CONTROL' };
const acl = (...Grants: readonly Json[]): JsonObject => ({ Owner: { ID: 'c0ffee' }, Grants });
const written = (Grant: Json): JsonObject => ({ Owner: { ID: 'c0ffee' }, AccessControlList: { Grant } });

const closed: AclJudgement = { public: false, certain: true, grants: [] };

describe('an ACL', () => {
  test.each<readonly [name: string, acl: Json, expected: AclJudgement]>([
    ['of the owner alone', acl(owner), closed],
    ['without grants', acl(), closed],
    [
      'for everyone',
      acl(owner, group(everyone, 'READ')),
      { public: true, certain: true, grants: [{ index: 1, group: 'AllUsers', permission: 'READ' }] },
    ],
    [
      'for every account, to read the ACL',
      acl(group(anyAccount, 'READ_ACP')),
      { public: true, certain: true, grants: [{ index: 0, group: 'AuthenticatedUsers', permission: 'READ_ACP' }] },
    ],
    [
      'for both',
      acl(group(everyone, 'READ'), owner, group(anyAccount, 'WRITE')),
      {
        public: true,
        certain: true,
        grants: [
          { index: 0, group: 'AllUsers', permission: 'READ' },
          { index: 2, group: 'AuthenticatedUsers', permission: 'WRITE' },
        ],
      },
    ],
    ['for log delivery', acl(group('http://acs.amazonaws.com/groups/s3/LogDelivery', 'WRITE')), closed],
    ['for a group that only begins so', acl(group(`${everyone}Else`, 'READ')), closed],
    ['as CloudTrail writes it, one grant', written(owner), closed],
    [
      'as CloudTrail writes it, a list',
      written([owner, { Grantee: { 'xsi:type': 'Group', URI: everyone }, Permission: 'WRITE' }]),
      { public: true, certain: true, grants: [{ index: 1, group: 'AllUsers', permission: 'WRITE' }] },
    ],
    ['as CloudTrail writes it, empty', { Owner: { ID: 'c0ffee' }, AccessControlList: '' }, closed],
    [
      'for everyone, beside a grant that cannot be read',
      acl('?', { Grantee: { URI: everyone } }),
      { public: true, certain: true, grants: [{ index: 1, group: 'AllUsers' }] },
    ],
  ])('%s', (_, value, expected) => {
    expect(judgeAcl(readAcl(value))).toEqual(expected);
  });
});

test.each<readonly [name: string, acl: Json, problem: string]>([
  ['nothing', null, 'the ACL could not be read'],
  ['an object without grants', { Owner: { ID: 'c0ffee' } }, 'the ACL could not be read'],
  ['a grant without grantee', acl(owner, { Permission: 'READ' }), 'a grant of the ACL names no grantee'],
  ['a text for a grant', acl('public'), 'a grant of the ACL names no grantee'],
])('%s cannot be told, and counts as public', (_, value, problem) => {
  expect(judgeAcl(readAcl(value))).toEqual({ public: true, certain: false, grants: [], problem });
});
