import { expect, test } from 'vitest';
import { deriveResources } from '#shared/enrich/resources/derive-resources.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { call, record } from '../record.ts';

const here = 'eu-west-1:123456789012';

test.each<readonly [key: string, parameters: JsonObject, expected: readonly string[]]>([
  ['s3:DeleteBucket', { bucketName: 'logs.example.com' }, ['arn:aws:s3:::logs.example.com']],
  ['s3:GetObject', { bucketName: 'b', key: 'a/b.txt' }, ['arn:aws:s3:::b/a/b.txt']],
  [
    'ec2:TerminateInstances',
    { instancesSet: { items: [{ instanceId: 'i-2' }, { instanceId: 'i-1' }, { instanceId: 'i-2' }] } },
    [`arn:aws:ec2:${here}:instance/i-1`, `arn:aws:ec2:${here}:instance/i-2`],
  ],
  ['ec2:AuthorizeSecurityGroupIngress', { groupId: 'sg-1' }, [`arn:aws:ec2:${here}:security-group/sg-1`]],
  ['ec2:ModifySnapshotAttribute', { snapshotId: 'snap-1' }, ['arn:aws:ec2:eu-west-1::snapshot/snap-1']],
  [
    'ec2:DeleteFlowLogs',
    { DeleteFlowLogsRequest: { FlowLogId: { content: 'fl-1', tag: 1 } } },
    [`arn:aws:ec2:${here}:vpc-flow-log/fl-1`],
  ],
  [
    'iam:AttachUserPolicy',
    { userName: 'alice', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    ['arn:aws:iam::123456789012:user/alice', 'arn:aws:iam::aws:policy/AdministratorAccess'],
  ],
  ['cloudtrail:StopLogging', { name: 'main' }, [`arn:aws:cloudtrail:${here}:trail/main`]],
  [
    'cloudtrail:DeleteTrail',
    { name: `arn:aws:cloudtrail:${here}:trail/main` },
    [`arn:aws:cloudtrail:${here}:trail/main`],
  ],
  ['kms:DisableKey', { keyId: '0a1b' }, [`arn:aws:kms:${here}:key/0a1b`]],
  ['kms:DescribeKey', { keyId: 'alias/main' }, [`arn:aws:kms:${here}:alias/main`]],
  ['kms:DisableKey', { keyId: `arn:aws:kms:${here}:key/0a1b` }, [`arn:aws:kms:${here}:key/0a1b`]],
  ['lambda:AddPermission20150331v2', { functionName: 'f' }, [`arn:aws:lambda:${here}:function:f`]],
  ['lambda:Invoke', { functionName: '111122223333:function:f' }, ['arn:aws:lambda:eu-west-1:111122223333:function:f']],
  [
    'sqs:SetQueueAttributes',
    { queueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/jobs' },
    ['arn:aws:sqs:eu-west-1:111122223333:jobs'],
  ],
  ['rds:ModifyDBSnapshotAttribute', { dBSnapshotIdentifier: 's1' }, [`arn:aws:rds:${here}:snapshot:s1`]],
  ['logs:DeleteLogGroup', { logGroupName: '/app/web' }, [`arn:aws:logs:${here}:log-group:/app/web`]],
  ['secretsmanager:GetSecretValue', { secretId: 'a-name-without-its-suffix' }, []],
  ['example:DoThing', { name: 'x' }, []],
  ['iam:GetUser', { userName: { toString: 'alice' } }, []],
])('%s %j', (key, parameters, expected) => {
  expect(deriveResources(call(key, parameters))).toEqual(expected);
});

test('CloudTrail’s own list goes before the parameters', () => {
  const resources = [{ ARN: 'arn:aws:s3:::b' }, { arn: 'arn:aws:s3:::a' }, { ARNPrefix: 'arn:aws:s3:::c/' }, null, 'x'];
  expect(deriveResources(call('s3:GetObject', { bucketName: 'z' }, { resources }))).toEqual([
    'arn:aws:s3:::a',
    'arn:aws:s3:::b',
  ]);
});

test('what a call made is read from its response', () => {
  const responseElements = { instancesSet: { items: [{ instanceId: 'i-1' }] } };
  const made = call('ec2:RunInstances', { instanceType: 't3.micro' }, { responseElements });
  expect(deriveResources(made)).toEqual([`arn:aws:ec2:${here}:instance/i-1`]);
});

test.each([
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['eusc-de-east-1', 'aws-eusc'],
  ['us-east-1', 'aws'],
])('region %s is in partition %s', (awsRegion, partition) => {
  expect(deriveResources(call('s3:DeleteBucket', { bucketName: 'b' }, { awsRegion }))).toEqual([
    `arn:${partition}:s3:::b`,
  ]);
});

test.each(['awsRegion', 'recipientAccountId'])('no half ARN where the record lacks its %s', (missing) => {
  const { [missing]: _, ...fields } = call('cloudtrail:StopLogging', { name: 'main' }).fields;
  expect(deriveResources(record(fields))).toEqual([]);
});
