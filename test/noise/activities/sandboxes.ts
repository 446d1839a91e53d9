import type { Call } from '../../../samples/generator/call.ts';
import { callBucket } from '../../../samples/generator/calls/bucket.ts';
import { accountId, agents, homeRegion } from '../../../samples/generator/company/account.ts';
import { type Caller, through } from '../../../samples/generator/company/callers.ts';
import { keyResource } from '../../../samples/generator/company/estate.ts';
import { createRandom, type Random } from '../../../samples/generator/random.ts';
import { callAs } from '../call-as.ts';
import { type Contractor, contractorOrigin, contractorSession, contractors, homeArn, inConsole } from '../staff.ts';
import type { Work } from './work.ts';

/** Terraform on a laptop: what its SDK says of the machine is what tells it from the pipeline's. */
const terraformOnLaptop = agents.terraform.replace('os/linux', 'os/macos').replace('GOOS#linux', 'GOOS#darwin');

/** A contractor tries something out: Terraform, on a laptop, makes a sandbox with the contractor's own session. */
export const sandboxApplied: Work = {
  gapMs: 4000,
  run: (random, startMs) => {
    const name = random.pick(contractors);
    return applySandbox(atLaptop(name, random, startMs), `sandbox-${name.replace('.', '-')}`);
  },
};

/** The sandbox goes in the evening. */
export const sandboxDestroyed: Work = {
  gapMs: 4000,
  run: (random, startMs) => {
    const name = random.pick(contractors);
    return destroySandbox(atLaptop(name, random, startMs), `sandbox-${name.replace('.', '-')}`);
  },
};

/** Someone deletes a stack of an experiment in the console: CloudFormation does the rest with that person's rights. */
export const stackDeletedInConsole: Work = {
  gapMs: 6000,
  run: (random, startMs) => {
    const caller = inConsole('aylin.kaya', random, startMs);
    const call = callAs(caller);
    const name = `experiment-${random.hex(4)}`;
    const byStack = through(caller, 'cloudformation');
    return [
      call('cloudformation', 'DescribeStacks', { stackName: name }),
      call('cloudformation', 'DeleteStack', {
        stackName: homeArn('cloudformation', `stack/${name}/${random.uuid()}`),
        clientRequestToken: `Console-DeleteStack-${random.uuid()}`,
      }),
      callAs(byStack)('lambda', 'DeleteFunction20150331', { functionName: name }),
      callAs(byStack)('iam', 'DeleteRolePolicy', { roleName: name, policyName: 'app' }),
      callAs(byStack)('iam', 'DeleteRole', { roleName: name }),
      ...destroySandbox(byStack, name),
      call('cloudformation', 'DescribeStackEvents', { stackName: name }),
    ];
  },
};

function atLaptop(name: Contractor, random: Random, startMs: number): Caller {
  return contractorSession(name, contractorOrigin(name, random, terraformOnLaptop), startMs);
}

function applySandbox(caller: Caller, name: string): readonly Call[] {
  const call = callAs(caller);
  const keyId = keyOf(name);
  const bucket = `example-${name}`;
  const blockAll = {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  };
  return [
    call('sts', 'GetCallerIdentity'),
    call('kms', 'CreateKey', { description: name, keyUsage: 'ENCRYPT_DECRYPT', bypassPolicyLockoutSafetyCheck: false }),
    call('kms', 'CreateAlias', { aliasName: `alias/${name}`, targetKeyId: keyId }),
    call('kms', 'EnableKeyRotation', { keyId }, { resources: [keyResource(keyId)] }),
    call('s3', 'CreateBucket', {
      CreateBucketConfiguration: { LocationConstraint: homeRegion },
      bucketName: bucket,
      Host: `${bucket}.s3.${homeRegion}.amazonaws.com`,
    }),
    callBucket(caller, 'PutBucketPublicAccessBlock', bucket, 'publicAccessBlock', {
      PublicAccessBlockConfiguration: blockAll,
    }),
    callBucket(caller, 'PutBucketEncryption', bucket, 'encryption', {
      ServerSideEncryptionConfiguration: {
        Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyId } },
      },
    }),
    call('sqs', 'CreateQueue', { queueName: name, attributes: { KmsMasterKeyId: keyId } }),
    call('dynamodb', 'CreateTable', { tableName: name, billingMode: 'PAY_PER_REQUEST' }),
    call('logs', 'CreateLogGroup', { logGroupName: `/sandbox/${name}` }),
  ];
}

function destroySandbox(caller: Caller, name: string): readonly Call[] {
  const call = callAs(caller);
  const keyId = keyOf(name);
  const bucket = `example-${name}`;
  // The longest time to think again, which is what both tools ask for unless they are told another.
  const pendingWindowInDays = 30;
  return [
    call('logs', 'DeleteLogGroup', { logGroupName: `/sandbox/${name}` }),
    call('dynamodb', 'DeleteTable', { tableName: name }),
    call('sqs', 'DeleteQueue', { queueUrl: `https://sqs.${homeRegion}.amazonaws.com/${accountId}/${name}` }),
    callBucket(caller, 'DeleteBucketPublicAccessBlock', bucket, 'publicAccessBlock'),
    call('s3', 'DeleteBucket', { bucketName: bucket, Host: `${bucket}.s3.${homeRegion}.amazonaws.com` }),
    call('kms', 'DeleteAlias', { aliasName: `alias/${name}` }),
    call(
      'kms',
      'ScheduleKeyDeletion',
      { keyId, pendingWindowInDays },
      { response: { keyId, keyState: 'PendingDeletion', pendingWindowInDays }, resources: [keyResource(keyId)] },
    ),
  ];
}

function keyOf(name: string): string {
  return homeArn('kms', `key/${createRandom(0, name).uuid()}`);
}
