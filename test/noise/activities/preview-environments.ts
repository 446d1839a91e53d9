import type { JsonObject } from '#shared/model/json.ts';
import { dayMs, weekStartMs } from '../../../samples/generator/calendar.ts';
import type { Call } from '../../../samples/generator/call.ts';
import { callBucket } from '../../../samples/generator/calls/bucket.ts';
import { openPort } from '../../../samples/generator/calls/open-port.ts';
import { accountId, arn, homeRegion, resourceId } from '../../../samples/generator/company/account.ts';
import type { Caller } from '../../../samples/generator/company/callers.ts';
import { keyResource, roles, subnets } from '../../../samples/generator/company/estate.ts';
import { createRandom, type Random } from '../../../samples/generator/random.ts';
import { type CallAs, callAs } from '../call-as.ts';
import { homeArn, terraformRun } from '../staff.ts';
import type { Work } from './work.ts';

/** Terraform applies a preview environment for a pull request: network, permissions, function, bucket, queue, table. */
export const previewApplied: Work = {
  gapMs: 4000,
  run: (random, startMs) => {
    const caller = terraformRun(roles.terraform, random, startMs);
    const name = previewOf(workdayOf(startMs), random);
    return [...applyNetwork(caller, name), ...applyPermissions(caller, name), ...applyParts(caller, name)];
  },
};

/** Two working days later the pull request is merged: Terraform destroys all of it, with everything that was in it. */
export const previewDestroyed: Work = {
  gapMs: 4000,
  run: (random, startMs) => {
    const caller = terraformRun(roles.terraform, random, startMs);
    return destroy(caller, previewOf(workdayOf(startMs) - 2, random));
  },
};

/** One of the pull requests of a working day. */
function previewOf(workday: number, random: Random): string {
  return `pr-${1000 + 6 * workday + random.below(6)}`;
}

function workdayOf(timeMs: number): number {
  const day = Math.floor((timeMs - weekStartMs) / dayMs);
  return Math.floor(day / 7) * 5 + Math.min(day % 7, 4);
}

/** The key of an environment's own, which one in four has: the others share one. */
function keyOf(name: string): string | undefined {
  const random = createRandom(0, name);
  return random.chance(0.25) ? homeArn('kms', `key/${random.uuid()}`) : undefined;
}

/** What a function's role needs for its log. */
const basicExecution = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

function applyNetwork(caller: Caller, name: string): readonly Call[] {
  const call = callAs(caller);
  const groupId = resourceId('sg', name);
  const everywhere = { items: [{ ipProtocol: '-1', ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] };
  return [
    call(
      'ec2',
      'CreateSecurityGroup',
      { groupName: name, groupDescription: 'Managed by Terraform', vpcId: resourceId('vpc', 'main') },
      { response: { _return: true, groupId } },
    ),
    // Terraform takes away the rule that each group comes with, then writes its own.
    call('ec2', 'RevokeSecurityGroupEgress', { groupId, ipPermissions: everywhere }, { response: { _return: true } }),
    openPort(caller, { groupId, port: 443, cidr: '0.0.0.0/0', description: 'HTTPS to the load balancer' }),
    call(
      'ec2',
      'AuthorizeSecurityGroupEgress',
      { groupId, ipPermissions: everywhere },
      { response: { _return: true } },
    ),
    call('elasticloadbalancing', 'CreateLoadBalancer', {
      name,
      subnets,
      securityGroups: [groupId],
      scheme: 'internet-facing',
      type: 'application',
    }),
    call('elasticloadbalancing', 'CreateListener', {
      port: 443,
      protocol: 'HTTPS',
      loadBalancerArn: loadBalancer(name),
    }),
    call('route53', 'ChangeResourceRecordSets', recordChange('CREATE', name)),
  ];
}

function applyPermissions(caller: Caller, name: string): readonly Call[] {
  const call = callAs(caller);
  const roleName = `${name}-app`;
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `arn:aws:s3:::example-${name}-uploads/*` },
      { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: homeArn('sqs', name) },
      { Effect: 'Allow', Action: 'dynamodb:*', Resource: homeArn('dynamodb', `table/${name}`) },
    ],
  });
  return [
    call(
      'iam',
      'CreateRole',
      { roleName, assumeRolePolicyDocument: trust, description: `Preview ${name}` },
      { response: { role: { roleName, path: '/', arn: arn('iam', '', `role/${roleName}`) } } },
    ),
    call('iam', 'PutRolePolicy', { roleName, policyName: 'app', policyDocument: policy }),
    call('iam', 'AttachRolePolicy', { roleName, policyArn: basicExecution }),
  ];
}

function applyParts(caller: Caller, name: string): readonly Call[] {
  const call = callAs(caller);
  const functionName = `${name}-app`;
  const bucket = `example-${name}-uploads`;
  const key = keyOf(name);
  return [
    ...(key === undefined ? [] : applyKey(call, name, key)),
    call('logs', 'CreateLogGroup', { logGroupName: `/aws/lambda/${functionName}` }),
    call('logs', 'PutRetentionPolicy', { logGroupName: `/aws/lambda/${functionName}`, retentionInDays: 7 }),
    call('lambda', 'CreateFunction20150331', {
      functionName,
      runtime: 'nodejs22.x',
      role: arn('iam', '', `role/${functionName}`),
      handler: 'index.handler',
      code: {},
      timeout: 15,
      memorySize: 512,
      publish: false,
      environment: {},
    }),
    call('lambda', 'AddPermission20150331v2', {
      functionName,
      statementId: 'load-balancer',
      action: 'lambda:InvokeFunction',
      principal: 'elasticloadbalancing.amazonaws.com',
      sourceArn: loadBalancer(name),
    }),
    ...applyBucket(caller, bucket),
    call('sqs', 'CreateQueue', { queueName: name, attributes: { SqsManagedSseEnabled: 'true' } }),
    call('dynamodb', 'CreateTable', { tableName: name, billingMode: 'PAY_PER_REQUEST' }),
    call('secretsmanager', 'CreateSecret', { name: `${name}/settings`, clientRequestToken: resourceId('token', name) }),
    call('events', 'PutRule', { name, scheduleExpression: 'rate(5 minutes)', state: 'ENABLED' }),
    call('monitoring', 'PutMetricAlarm', { alarmName: `${name}-errors`, threshold: 5 }),
  ];
}

function applyKey(call: CallAs, name: string, keyId: string): readonly Call[] {
  return [
    call('kms', 'CreateKey', { description: name, keyUsage: 'ENCRYPT_DECRYPT', bypassPolicyLockoutSafetyCheck: false }),
    call('kms', 'CreateAlias', { aliasName: `alias/${name}`, targetKeyId: keyId }),
    call('kms', 'EnableKeyRotation', { keyId }, { resources: [keyResource(keyId)] }),
  ];
}

function destroyKey(call: CallAs, name: string, keyId: string): readonly Call[] {
  return [
    call('kms', 'DeleteAlias', { aliasName: `alias/${name}` }),
    call(
      'kms',
      'ScheduleKeyDeletion',
      { keyId, pendingWindowInDays: 7 },
      { response: { keyId, keyState: 'PendingDeletion', pendingWindowInDays: 7 }, resources: [keyResource(keyId)] },
    ),
  ];
}

function applyBucket(caller: Caller, bucket: string): readonly Call[] {
  const blockAll = {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  };
  const onlyTls = {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OnlyTls',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
  const put = (name: string, query: string, request: JsonObject): Call =>
    callBucket(caller, name, bucket, query, request);
  return [
    callAs(caller)('s3', 'CreateBucket', {
      CreateBucketConfiguration: { LocationConstraint: homeRegion },
      bucketName: bucket,
      Host: `${bucket}.s3.${homeRegion}.amazonaws.com`,
    }),
    put('PutBucketPublicAccessBlock', 'publicAccessBlock', { PublicAccessBlockConfiguration: blockAll }),
    put('PutBucketEncryption', 'encryption', {
      ServerSideEncryptionConfiguration: { Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } } },
    }),
    put('PutBucketPolicy', 'policy', { bucketPolicy: onlyTls }),
    put('PutBucketLifecycle', 'lifecycle', {
      LifecycleConfiguration: { Rule: { ID: 'uploads', Status: 'Enabled', Filter: '', Expiration: { Days: 14 } } },
    }),
    put('PutBucketCors', 'cors', {
      CORSConfiguration: { CORSRule: { AllowedMethod: ['GET', 'PUT'], AllowedOrigin: 'https://preview.example.com' } },
    }),
  ];
}

function destroy(caller: Caller, name: string): readonly Call[] {
  const call = callAs(caller);
  const functionName = `${name}-app`;
  const bucket = `example-${name}-uploads`;
  const groupId = resourceId('sg', name);
  const key = keyOf(name);
  const everywhere = {
    items: [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }],
  };
  return [
    call('route53', 'ChangeResourceRecordSets', recordChange('DELETE', name)),
    call('elasticloadbalancing', 'DeleteLoadBalancer', { loadBalancerArn: loadBalancer(name) }),
    call('monitoring', 'DeleteAlarms', { alarmNames: [`${name}-errors`] }),
    call('events', 'DeleteRule', { name, force: false }),
    call('lambda', 'RemovePermission20150331v2', { functionName, statementId: 'load-balancer' }),
    call('lambda', 'DeleteFunction20150331', { functionName }),
    call('logs', 'DeleteLogGroup', { logGroupName: `/aws/lambda/${functionName}` }),
    call('sqs', 'DeleteQueue', { queueUrl: `https://sqs.${homeRegion}.amazonaws.com/${accountId}/${name}` }),
    call('dynamodb', 'DeleteTable', { tableName: name }),
    call('secretsmanager', 'DeleteSecret', { secretId: `${name}/settings`, forceDeleteWithoutRecovery: true }),
    callBucket(caller, 'DeleteBucketPolicy', bucket, 'policy'),
    // Destroying the resource that blocks public access deletes the block, a moment before the bucket goes.
    callBucket(caller, 'DeleteBucketPublicAccessBlock', bucket, 'publicAccessBlock'),
    call('s3', 'DeleteBucket', { bucketName: bucket, Host: `${bucket}.s3.${homeRegion}.amazonaws.com` }),
    call('iam', 'DetachRolePolicy', { roleName: functionName, policyArn: basicExecution }),
    call('iam', 'DeleteRolePolicy', { roleName: functionName, policyName: 'app' }),
    call('iam', 'DeleteRole', { roleName: functionName }),
    ...(key === undefined ? [] : destroyKey(call, name, key)),
    call('ec2', 'RevokeSecurityGroupIngress', { groupId, ipPermissions: everywhere }, { response: { _return: true } }),
    call('ec2', 'DeleteSecurityGroup', { groupId }, { response: { _return: true } }),
  ];
}

function loadBalancer(name: string): string {
  return homeArn('elasticloadbalancing', `loadbalancer/app/${name}/50dc6c495c0c9188`);
}

function recordChange(action: string, name: string): JsonObject {
  const resourceRecordSet = {
    name: `${name}.preview.example.com`,
    type: 'A',
    aliasTarget: { evaluateTargetHealth: false },
  };
  return { hostedZoneId: 'Z0EXAMPLEPREVIEW', changeBatch: { changes: [{ action, resourceRecordSet }] } };
}
