import { describe, expect, test } from 'vitest';
import { derivePolicy } from '#shared/enrich/policy/derive-policy.ts';
import type { PolicyFacts } from '#shared/model/derived.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { allow, policy } from '../../policy/statement.ts';
import { call } from '../record.ts';

const open = policy(allow({ Sid: 'Open' }), allow());
const text = JSON.stringify(open);
const openFacts: PolicyFacts = { public: true, certain: true, publicStatements: ['Open', '#1'], foreignAccounts: [] };

describe('where calls carry a resource policy', () => {
  test.each<readonly [key: string, parameters: JsonObject]>([
    ['s3:PutBucketPolicy', { bucketName: 'b', bucketPolicy: open, policy: '' }],
    ['s3:PutBucketPolicy', { bucketName: 'b', bucketPolicy: text }],
    ['s3:PutAccessPointPolicy', { name: 'p', PutAccessPointPolicyRequest: { Policy: text } }],
    ['sqs:SetQueueAttributes', { attributes: { Policy: text } }],
    ['sqs:CreateQueue', { attributes: { Policy: text } }],
    ['sns:SetTopicAttributes', { attributeName: 'Policy', attributeValue: text }],
    ['sns:CreateTopic', { attributes: { Policy: text } }],
    ['kms:PutKeyPolicy', { policyName: 'default', policy: text }],
    ['kms:CreateKey', { policy: text }],
    ['secretsmanager:PutResourcePolicy', { secretId: 's', resourcePolicy: text }],
    ['dynamodb:PutResourcePolicy', { policy: text }],
    ['ecr:SetRepositoryPolicy', { policyText: text }],
    ['es:UpdateDomainConfig', { accessPolicies: text }],
    ['es:UpdateElasticsearchDomainConfig', { accessPolicies: text }],
    ['es:CreateDomain', { accessPolicies: text }],
    ['es:CreateElasticsearchDomain', { accessPolicies: text }],
    ['elasticfilesystem:PutFileSystemPolicy', { policy: text }],
    ['backup:PutBackupVaultAccessPolicy', { policy: text }],
    ['glacier:SetVaultAccessPolicy', { policy: { policy: text } }],
    ['logs:PutResourcePolicy', { policyDocument: text }],
  ])('%s', (key, parameters) => {
    expect(derivePolicy(call(key, parameters))).toEqual(openFacts);
  });
});

test('the kind of resource tells how its policy is judged', () => {
  const Condition = { ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:eu-west-1:123456789012:accesspoint/*' } };
  const document = JSON.stringify(policy(allow({ Condition })));
  const bucket = derivePolicy(call('s3:PutBucketPolicy', { bucketPolicy: document }));
  const request = { PutAccessPointPolicyRequest: { Policy: document } };
  const accessPoint = derivePolicy(call('s3:PutAccessPointPolicy', request));
  expect([bucket?.public, accessPoint?.public]).toEqual([false, true]);
});

describe('Lambda permissions', () => {
  const grant = { functionName: 'f', statementId: 's', action: 'lambda:InvokeFunction' };
  test.each<readonly [name: string, parameters: JsonObject, isPublic: boolean]>([
    ['everyone', { principal: '*' }, true],
    ['everyone, by URL', { principal: '*', functionUrlAuthType: 'NONE' }, true],
    ['everyone of an organization', { principal: '*', principalOrgID: 'o-1' }, false],
    ['everyone of an account', { principal: '*', sourceAccount: '123456789012' }, false],
    ['a service', { principal: 's3.amazonaws.com' }, false],
    ['an account', { principal: '111122223333' }, false],
  ])('%s', (_, parameters, isPublic) => {
    const facts = derivePolicy(call('lambda:AddPermission20150331v2', { ...grant, ...parameters }));
    expect(facts?.public).toBe(isPublic);
  });

  test('name their statement', () => {
    const facts = derivePolicy(call('lambda:AddPermission20150331v2', { ...grant, principal: '*' }));
    expect(facts?.publicStatements).toEqual(['s']);
  });

  test('of a layer, for an organization', () => {
    const layer = { principal: '*', organizationId: 'o-1', action: 'lambda:GetLayerVersion' };
    expect(derivePolicy(call('lambda:AddLayerVersionPermission20181031', layer))?.public).toBe(false);
  });
});

describe('SQS and SNS permissions', () => {
  test.each<readonly [name: string, key: string, accounts: Json, expected: PolicyFacts]>([
    [
      'everyone',
      'sqs:AddPermission',
      ['*'],
      { public: true, certain: true, publicStatements: ['l'], foreignAccounts: [] },
    ],
    [
      'an account',
      'sns:AddPermission',
      ['111122223333'],
      { public: false, certain: true, publicStatements: [], foreignAccounts: ['111122223333'] },
    ],
  ])('%s', (_, key, aWSAccountIds, expected) => {
    expect(derivePolicy(call(key, { label: 'l', aWSAccountIds }))).toEqual(expected);
  });
});

describe('trust policies', () => {
  const trust = (Principal: Json): string =>
    JSON.stringify(policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }));
  test.each<readonly [name: string, principal: Json, isPublic: boolean, foreign: readonly string[]]>([
    ['a service', { Service: 'ec2.amazonaws.com' }, false, []],
    ['the own account', { AWS: 'arn:aws:iam::123456789012:root' }, false, []],
    [
      'another account, in both spellings',
      { AWS: ['111122223333', 'arn:aws:iam::111122223333:role/r'] },
      false,
      ['111122223333'],
    ],
    ['a session in another account', { AWS: 'arn:aws:sts::111122223333:assumed-role/r/s' }, false, ['111122223333']],
    ['everyone', '*', true, []],
  ])('%s', (_, principal, isPublic, foreignAccounts) => {
    const facts = derivePolicy(call('iam:UpdateAssumeRolePolicy', { policyDocument: trust(principal) }));
    expect(facts).toMatchObject({ public: isPublic, foreignAccounts });
  });

  test('of a new role', () => {
    const parameters = { roleName: 'r', assumeRolePolicyDocument: trust('*') };
    expect(derivePolicy(call('iam:CreateRole', parameters))?.public).toBe(true);
  });

  test('no account is foreign to a record without one', () => {
    const parameters = { policyDocument: trust({ AWS: '111122223333' }) };
    const record = { ...call('iam:UpdateAssumeRolePolicy', parameters), accountId: undefined };
    expect(derivePolicy(record)).not.toHaveProperty('foreignAccounts');
  });
});

describe('identity policies', () => {
  const grant = (changes: JsonObject): string =>
    JSON.stringify(policy({ Effect: 'Allow', Action: '*', Resource: '*', ...changes }));
  test.each<readonly [name: string, document: string, admin: boolean]>([
    ['everything', grant({}), true],
    ['everything in lists', grant({ Action: ['s3:GetObject', '*'], Resource: ['*'] }), true],
    ['everything with a colon', grant({ Action: '*:*' }), true],
    ['everything by ARN', grant({ Resource: 'arn:aws:*:*:*:*' }), true],
    ['everything under a condition', grant({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }), true],
    ['all of a service', grant({ Action: 's3:*' }), false],
    ['everything on a bucket', grant({ Resource: 'arn:aws:s3:::*' }), false],
    ['a denial', grant({ Effect: 'Deny' }), false],
    [
      'all but what the holder can allow themselves',
      JSON.stringify(policy({ Effect: 'Allow', NotAction: 'account:Close*', Resource: '*' })),
      true,
    ],
    [
      'all but one way to an administrator',
      JSON.stringify(policy({ Effect: 'Allow', NotAction: ['iam:PassRole'], Resource: '*' })),
      false,
    ],
    ['all but something', JSON.stringify(policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })), false],
  ])('%s', (_, policyDocument, admin) => {
    expect(derivePolicy(call('iam:PutUserPolicy', { policyDocument }))).toMatchObject({ admin, certain: true });
  });

  test.each(['PutRolePolicy', 'PutGroupPolicy', 'CreatePolicy', 'CreatePolicyVersion'])('%s carries one', (api) => {
    expect(derivePolicy(call(`iam:${api}`, { policyDocument: grant({}) }))?.admin).toBe(true);
  });

  test('of a permission set', () => {
    const inline = call('sso:PutInlinePolicyToPermissionSet', { inlinePolicy: grant({}) });
    expect(derivePolicy(inline)).toEqual({ admin: true, escalating: true, certain: true });
  });

  test('one that cannot be read is not certain, and says nothing else', () => {
    expect(derivePolicy(call('iam:PutUserPolicy', { policyDocument: '{' }))).toEqual({ certain: false });
  });
});

describe('calls without a policy', () => {
  test.each<readonly [name: string, key: string, parameters: JsonObject | null]>([
    ['refused, without parameters', 's3:PutBucketPolicy', null],
    ['a policy taken away', 'sqs:SetQueueAttributes', { attributes: { Policy: '' } }],
    ['another attribute', 'sns:SetTopicAttributes', { attributeName: 'DisplayName', attributeValue: text }],
    ['a permission without a principal', 'lambda:AddPermission', { functionName: 'f' }],
    ['another service’s call of that name', 'ssm:PutResourcePolicy', { policy: text }],
    ['a call named like a key of every object', 's3:constructor', {}],
  ])('%s', (_, key, parameters) => {
    expect(derivePolicy(call(key, parameters))).toBeUndefined();
  });
});

describe('a policy that cannot be read', () => {
  test('counts as public where it is a bucket’s, without certainty', () => {
    const facts = derivePolicy(call('s3:PutBucketPolicy', { bucketPolicy: {} }));
    expect(facts).toEqual({ public: true, certain: false, publicStatements: [] });
  });

  test.each<readonly [name: string, key: string, parameters: JsonObject]>([
    ['a trust policy without statements', 'iam:CreateRole', { assumeRolePolicyDocument: '{}' }],
    ['a trust policy as an empty object', 'iam:UpdateAssumeRolePolicy', { policyDocument: {} }],
    ['no JSON', 'kms:PutKeyPolicy', { policy: 'HIDDEN' }],
    ['a name twice', 'sqs:SetQueueAttributes', { attributes: { Policy: '{"Statement":[],"Statement":[]}' } }],
  ])('says nothing elsewhere: %s', (_, key, parameters) => {
    expect(derivePolicy(call(key, parameters))).toEqual({ certain: false });
  });
});
