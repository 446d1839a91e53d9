import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveFields } from '#shared/enrich/derive-fields.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { call, record } from './record.ts';

// Every call that has facts of its own, so that arbitrary parameters reach the code behind them.
const keys = [
  's3:PutBucketPolicy',
  's3:PutBucketAcl',
  's3:PutBucketPublicAccessBlock',
  'lambda:AddPermission20150331v2',
  'sqs:AddPermission',
  'iam:UpdateAssumeRolePolicy',
  'iam:PutUserPolicy',
  'iam:CreateAccessKey',
  'ec2:AuthorizeSecurityGroupIngress',
  'ec2:ModifySecurityGroupRules',
  'ec2:CreateNetworkAclEntry',
  'ec2:ModifySnapshotAttribute',
  'rds:ModifyDBSnapshotAttribute',
  'cloudtrail:UpdateTrail',
  'cloudtrail:PutEventSelectors',
  'kms:DisableKey',
] as const;

// The members that the code looks for, so that arbitrary values come to stand where it looks.
const names = [
  'type',
  'arn',
  'ARN',
  'accountId',
  'sessionContext',
  'sessionIssuer',
  'attributes',
  'mfaAuthenticated',
  'userName',
  'bucketPolicy',
  'policyDocument',
  'Statement',
  'Effect',
  'Principal',
  'AWS',
  'Condition',
  'StringEquals',
  'aws:SourceIp',
  'AccessControlPolicy',
  'AccessControlList',
  'Grant',
  'Grantee',
  'URI',
  'x-amz-acl',
  'PublicAccessBlockConfiguration',
  'ipPermissions',
  'items',
  'ipRanges',
  'cidrIp',
  'fromPort',
  'toPort',
  'ipProtocol',
  'createVolumePermission',
  'add',
  'valuesToAdd',
  'eventSelectors',
  'advancedEventSelectors',
  'fieldSelectors',
  'field',
  'equals',
  'principal',
  'keyId',
  'ModifySecurityGroupRulesRequest',
  'SecurityGroupRule',
  'portRange',
  'aWSAccountIds',
  'toString',
  '__proto__',
  'constructor',
] as const;

const { object } = fc.letrec<{ readonly value: unknown; readonly object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, 0, -1, 1e9, '', '*', 'all', 'Allow', '0.0.0.0/0', 'Root'),
    fc.string(),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 }) as fc.Arbitrary<JsonObject>,
}));

/** Reading a record's every derived field. */
function readAll(of: Parameters<typeof deriveFields>[0]): string {
  return JSON.stringify(deriveFields(of));
}

test('never throws on the parameters of the calls that it knows', () => {
  fc.assert(
    fc.property(fc.constantFrom(...keys), object, object, (key, parameters, userIdentity) => {
      expect(() => readAll(call(key, parameters, { userIdentity, responseElements: parameters }))).not.toThrow();
    }),
    { numRuns: 1000 },
  );
});

test('never throws on any JSON object', () => {
  const members = [
    'userIdentity',
    'requestParameters',
    'responseElements',
    'resources',
    'errorCode',
    'additionalEventData',
  ] as const;
  const anyRecord = fc.dictionary(
    fc.oneof(fc.constantFrom(...members), fc.string()),
    fc.jsonValue(),
  ) as fc.Arbitrary<JsonObject>;
  fc.assert(
    fc.property(anyRecord, fc.constantFrom(...keys), (fields, key) => {
      const [service, eventName = ''] = key.split(':');
      const named = { ...fields, eventSource: `${service}.amazonaws.com`, eventName };
      expect(() => [readAll(record(fields)), readAll(record(named))]).not.toThrow();
    }),
  );
});

test('the same record always gives the same fields', () => {
  fc.assert(
    fc.property(fc.constantFrom(...keys), object, (key, parameters) => {
      expect(readAll(call(key, parameters))).toBe(readAll(call(key, parameters)));
    }),
  );
});
