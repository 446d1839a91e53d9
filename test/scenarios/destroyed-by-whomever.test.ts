import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/model/json.ts';
import { createPipeline } from '#shared/pipeline.ts';
import { loadOwnRules } from '../../infra/load-own-rules.ts';
import { inWords } from './alerts-of-incident.ts';

const pipeline = createPipeline(loadOwnRules());

const accountId = '123456789012';
const secondsOfDay = 86_400;
const cli = 'aws-cli/2.31.4 md/command#s3.rm';
const sdk = 'aws-sdk-js/3.758.0 ua/2.1 os/linux lang/js md/nodejs#22.14.0';
const terraform = 'APN/1.0 HashiCorp/1.0 Terraform/1.11.0 terraform-provider-aws/5.89.0';
const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

/** A kind of actor, as records show it. */
interface Kind {
  readonly who: string;
  readonly identity: JsonObject;
  readonly userAgent: string;
}

const ofUser = { type: 'IAMUser', arn: `arn:aws:iam::${accountId}:user/deploy-bot`, accountId, userName: 'deploy-bot' };
const session = (role: string, name: string, more: JsonObject = {}): JsonObject => ({
  type: 'AssumedRole',
  principalId: `AROA3XFRBF535EXAMPLE:${name}`,
  arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${name}`,
  accountId,
  accessKeyId: 'ASIAQ6ROLEKEYEXAMPLE',
  sessionContext: {
    sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${accountId}:role/${role}`, accountId, userName: role },
    attributes: { creationDate: '2026-03-05T08:02:11Z', mfaAuthenticated: 'false' },
  },
  ...more,
});
const federated = `arn:aws:sts::${accountId}:federated-user/night-shift`;
const byCloudFormation = { invokedBy: 'cloudformation.amazonaws.com' };

const kinds: readonly Kind[] = [
  { who: 'root', identity: { type: 'Root', arn: `arn:aws:iam::${accountId}:root`, accountId }, userAgent: browser },
  { who: 'a user’s key', identity: { ...ofUser, accessKeyId: 'AKIAI44QH8DHBEXAMPLE' }, userAgent: cli },
  {
    who: 'a session made from a user’s key',
    identity: { ...ofUser, accessKeyId: 'ASIAI44QH8DHBEXAMPLE', sessionContext: { attributes: {} } },
    userAgent: terraform,
  },
  { who: 'a person of Identity Center', identity: session('AWSReservedSSO_Admin_0a', 'erin'), userAgent: browser },
  { who: 'a person with Terraform', identity: session('AWSReservedSSO_Admin_0a', 'erin'), userAgent: terraform },
  { who: 'a role named after a person', identity: session('operator', 'erin@example.com'), userAgent: cli },
  { who: 'a profile of the CLI', identity: session('operator', 'botocore-session-1772701200'), userAgent: cli },
  { who: 'a federated user', identity: { type: 'FederatedUser', arn: federated, accountId }, userAgent: cli },
  { who: 'a user of SAML', identity: { type: 'SAMLUser', principalId: 'erin', userName: 'erin' }, userAgent: cli },
  { who: 'a web identity', identity: { type: 'WebIdentityUser', userName: 'erin' }, userAgent: sdk },
  { who: 'a program', identity: session('order-api', 'order-api'), userAgent: sdk },
  { who: 'a server', identity: session('web', 'i-0123456789abcdef0'), userAgent: sdk },
  { who: 'a pipeline with Terraform', identity: session('deploy', 'run-7'), userAgent: terraform },
  {
    who: 'CloudFormation for a person',
    identity: session('AWSReservedSSO_Admin_0a', 'erin', byCloudFormation),
    userAgent: 'cloudformation.amazonaws.com',
  },
  {
    who: 'CloudFormation for a user',
    identity: { ...ofUser, ...byCloudFormation },
    userAgent: 'cloudformation.amazonaws.com',
  },
  {
    who: 'CloudFormation with a role',
    identity: session('deploy', 'AWSCloudFormation', byCloudFormation),
    userAgent: 'cloudformation.amazonaws.com',
  },
  { who: 'another account', identity: { type: 'AWSAccount', accountId: '111122223333' }, userAgent: cli },
  { who: 'no credentials', identity: { type: 'AWSAccount', accountId: 'ANONYMOUS_PRINCIPAL' }, userAgent: browser },
  { who: 'a kind that is not known', identity: { type: 'Unknown' }, userAgent: sdk },
];

/** Enough of an act that nobody may do it unseen, a second apart. */
interface Act {
  readonly what: string;
  readonly times: number;
  readonly call: (at: number) => JsonObject;
}

const call = (
  service: string,
  eventName: string,
  requestParameters: JsonObject,
  more: JsonObject = {},
): JsonObject => ({
  eventSource: `${service}.amazonaws.com`,
  eventName,
  requestParameters,
  ...more,
});
const bucketName = 'example-customer-exports';
const instances = (at: number): JsonObject => ({
  instancesSet: { items: [{ instanceId: `i-0${at.toString(16).padStart(16, '0')}` }] },
});

const acts: readonly Act[] = [
  {
    what: 'deletes objects',
    times: 520,
    call: (at) => call('s3', 'DeleteObject', { bucketName, key: `orders/${at}` }),
  },
  { what: 'deletes objects by the batch', times: 100, call: () => call('s3', 'DeleteObjects', { bucketName }) },
  {
    what: 'writes objects under keys of its own',
    times: 100,
    call: (at) =>
      call(
        's3',
        'PutObject',
        { bucketName, key: `orders/${at}`, 'x-amz-server-side-encryption-customer-algorithm': 'AES256' },
        { additionalEventData: { SSEApplied: 'SSE_C' } },
      ),
  },
  { what: 'deletes buckets', times: 30, call: (at) => call('s3', 'DeleteBucket', { bucketName: `example-${at}` }) },
  {
    what: 'has buckets expire',
    times: 3,
    call: (at) =>
      call('s3', 'PutBucketLifecycle', {
        bucketName: `example-${at}`,
        LifecycleConfiguration: { Rule: { Status: 'Enabled', Filter: '', Expiration: { Days: 1 } } },
      }),
  },
  { what: 'ends servers', times: 30, call: (at) => call('ec2', 'TerminateInstances', instances(at)) },
  { what: 'deletes disks', times: 100, call: (at) => call('ec2', 'DeleteVolume', { volumeId: `vol-${at}` }) },
  {
    what: 'deletes copies of databases',
    times: 30,
    call: (at) => call('rds', 'DeleteDBSnapshot', { dBSnapshotIdentifier: `shop-${at}` }),
  },
  { what: 'deletes tables', times: 30, call: (at) => call('dynamodb', 'DeleteTable', { tableName: `orders-${at}` }) },
  {
    what: 'deletes backups',
    times: 30,
    call: (at) =>
      call('backup', 'DeleteRecoveryPoint', { backupVaultName: 'nightly', recoveryPointArn: `point-${at}` }),
  },
  {
    what: 'deletes copies, then data',
    times: 3,
    call: (at) =>
      at < 2
        ? call('rds', 'DeleteDBSnapshot', { dBSnapshotIdentifier: `shop-${at}` })
        : call('dynamodb', 'DeleteTable', { tableName: 'orders' }),
  },
  {
    what: 'stops logging, then deletes',
    times: 2,
    call: (at) =>
      at === 0
        ? call('cloudtrail', 'StopLogging', { name: 'operations' })
        : call('dynamodb', 'DeleteTable', { tableName: 'orders' }),
  },
];

const cases = acts.flatMap((act) => kinds.map((kind) => ({ title: `${kind.who} ${act.what}`, kind, act })));

describe('somebody is told when', () => {
  it.each(cases)('$title', async ({ kind, act }) => {
    const told = await inWords(pipeline, recordsOf(kind, act), 'destruction');
    expect(told.filter((alert) => /^(?:critical|high|medium) (?:correlation|s3)\//.test(alert))).not.toEqual([]);
  });
});

describe('nobody is woken when a preview environment goes with its database and its backups, taken down by', () => {
  const teardown: readonly JsonObject[] = [
    call('s3', 'DeleteBucketReplication', { bucketName }),
    call('s3', 'DeleteBucket', { bucketName }),
    call('rds', 'DeleteDBInstance', { dBInstanceIdentifier: 'preview', skipFinalSnapshot: true }),
    call('rds', 'DeleteDBSnapshot', { dBSnapshotIdentifier: 'preview-final' }),
    ...Array.from({ length: 7 }, (_, at) =>
      call('backup', 'DeleteRecoveryPoint', { backupVaultName: 'preview', recoveryPointArn: `point-${at}` }),
    ),
    call('backup', 'DeleteBackupVault', { backupVaultName: 'preview' }),
    ...Array.from({ length: 4 }, (_, at) => call('dynamodb', 'DeleteTable', { tableName: `preview-${at}` })),
    call('glue', 'DeleteTable', { databaseName: 'preview', name: 'orders' }),
  ];
  const byCode = kinds.filter(({ who }) => /Terraform|CloudFormation/.test(who));

  it.each(byCode)('$who', async (kind) => {
    const records = teardown.map((each, at) => recordOf(kind, each, at));
    const told = await inWords(pipeline, records, 'a preview environment');
    expect(told.filter((alert) => /^(?:critical|high) /.test(alert))).toEqual([]);
  });
});

describe('a program that deletes objects every night', () => {
  it('is told of when it begins, and not again', async () => {
    const janitor = kinds.find(({ who }) => who === 'a program');
    if (janitor === undefined) throw new Error('no kind of actor is called a program');
    const records = Array.from({ length: 21 }, (_, night) =>
      Array.from({ length: 6 }, (_, at) =>
        recordOf(
          janitor,
          call('s3', 'DeleteObjects', { bucketName: `example-logs-${at}` }),
          night * secondsOfDay + at * 30,
        ),
      ),
    ).flat();
    expect(await inWords(pipeline, records, 'a janitor')).toEqual([
      'medium correlation/mass-object-deletion-by-program',
    ]);
  });
});

function recordsOf(kind: Kind, { times, call: callAt }: Act): readonly JsonObject[] {
  return Array.from({ length: times }, (_, at) => recordOf(kind, callAt(at), at));
}

function recordOf({ identity, userAgent }: Kind, fields: JsonObject, at: number): JsonObject {
  return {
    eventVersion: '1.11',
    userIdentity: identity,
    eventTime: new Date(Date.UTC(2026, 2, 5, 9) + at * 1000).toISOString().replace('.000', ''),
    awsRegion: 'eu-central-1',
    sourceIPAddress: '192.0.2.40',
    userAgent,
    eventID: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    eventType: 'AwsApiCall',
    recipientAccountId: accountId,
    responseElements: null,
    ...fields,
  };
}
