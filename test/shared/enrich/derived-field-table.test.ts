import { expect, test } from 'vitest';
import { deriveFields } from '#shared/enrich/derive-fields.ts';
import { derivedFieldTable } from '#shared/enrich/derived-field-table.ts';
import { isJsonObject, type Json } from '#shared/model/json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { allow, policy } from '../policy/statement.ts';
import { call } from './record.ts';

const role = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::123456789012:assumed-role/admin/alice',
  accountId: '123456789012',
  accessKeyId: 'ASIAEXAMPLE',
  sessionContext: {
    sessionIssuer: { arn: 'arn:aws:iam::123456789012:role/admin' },
    attributes: { mfaAuthenticated: 'true' },
  },
};

// Together they have every derived field there is.
const records: readonly CloudTrailRecord[] = [
  call('s3:PutBucketPolicy', { bucketName: 'b', bucketPolicy: policy(allow()) }, { userIdentity: role }),
  call('iam:PutUserPolicy', { policyDocument: JSON.stringify(policy(allow())) }, { userIdentity: { type: 'Root' } }),
  call('s3:PutBucketAcl', { 'x-amz-acl': 'public-read' }),
  call('s3:DeleteBucketPublicAccessBlock', { bucketName: 'b' }),
  call('ec2:AuthorizeSecurityGroupIngress', { ipProtocol: '-1', cidrIp: '0.0.0.0/0' }),
  call('iam:CreateAccessKey', { userName: 'bob' }, { userIdentity: { type: 'IAMUser', accessKeyId: 'AKIAEXAMPLE' } }),
  call('rds:ModifyDBSnapshotAttribute', { valuesToAdd: ['all', '111122223333'] }),
  call('cloudtrail:UpdateTrail', { isMultiRegionTrail: false }),
];

/** `path: type` of every leaf. */
function leaves(value: Json, path = ''): readonly string[] {
  if (!isJsonObject(value)) return [`${path}: ${Array.isArray(value) ? 'list of strings' : typeof value}`];
  return Object.entries(value).flatMap(([name, member]) => leaves(member, path === '' ? name : `${path}.${name}`));
}

test('the table holds every derived field, with its type, and no other', () => {
  const produced = records.flatMap((record) => leaves(JSON.parse(JSON.stringify(deriveFields(record)))));
  const documented = derivedFieldTable.map(({ path, type }) => `${path}: ${type}`);
  expect(documented.toSorted()).toEqual([...new Set(produced)].toSorted());
});

test('every line says what the field means and which records have it', () => {
  expect(derivedFieldTable.filter(({ meaning, records: which }) => !meaning.endsWith('.') || which === '')).toEqual([]);
});
