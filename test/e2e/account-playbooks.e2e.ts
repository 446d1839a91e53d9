import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetPublicAccessBlockCommand,
  PutBucketAclCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '#shared/model/alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import type { Account } from './account.ts';
import { type Deployment, startDeployment } from './deployment.ts';
import { waitUntil } from './inbox.ts';
import { type Call, deliver, recordOf } from './record.ts';

/** A harm that somebody does, and how to see whether it is there. */
interface Harm {
  readonly call: Call;
  /** What there is to see of it now. */
  look(): Promise<string>;
}

interface Story {
  readonly playbook: string;
  readonly doHarm: (account: Account) => Promise<Harm>;
  /** What is seen with the harm, and without. */
  readonly harmed: string;
  readonly repaired: string;
}

const stories: readonly Story[] = [
  { playbook: 's3-public-acl', doHarm: grantToAll, harmed: 'READ', repaired: '' },
  { playbook: 's3-access-block', doHarm: removeBlock, harmed: 'none', repaired: 'true true true true' },
  { playbook: 'cloudtrail-logging', doHarm: stopTrail, harmed: 'false', repaired: 'true' },
  { playbook: 'public-snapshot-or-image', doHarm: shareImage, harmed: 'all', repaired: '' },
  { playbook: 'kms-key-deletion', doHarm: scheduleKeyDeletion, harmed: 'PendingDeletion', repaired: 'Disabled' },
  { playbook: 'iam-access-key', doHarm: createAccessKey, harmed: 'Active', repaired: 'Inactive' },
  { playbook: 'security-group-world-open', doHarm: openToWorld, harmed: '0.0.0.0/0', repaired: '' },
];

describe('the responder, as deployed', () => {
  let deployment: Deployment | undefined;

  beforeAll(async () => {
    deployment = await startDeployment();
  });

  afterAll(async () => {
    await deployment?.stop();
  });

  it.each(stories)('$playbook: planned, approved, applied, undone', async ({ playbook, doHarm, harmed, repaired }) => {
    if (deployment === undefined) throw new Error('nothing is deployed');
    const { account, inbox, stack } = deployment;
    const ask = async (request: object): Promise<string> => {
      const reply = await account.invoke<{ outcome: Outcome }>(stack('OnRequestLambdaFunction'), request);
      return `${reply.outcome.status}: ${reply.outcome.why}`;
    };
    const { call, look } = await doHarm(account);
    // What one story does may be part of a correlation with another's: that is told, too, and not waited for.
    const told = async (count: number): Promise<readonly Alert[]> => {
      const about = async (): Promise<readonly Alert[]> =>
        (await inbox.received(0)).filter((one) => one.playbook === playbook || one.outcome?.playbook === playbook);
      await waitUntil(`${count} messages about ${playbook}`, async () => (await about()).length >= count);
      return about();
    };
    await deliver(recordOf(call, account), account);
    const [alert, answer] = await told(2);
    expect(alert).toMatchObject({ kind: 'detection', playbook });
    expect(answer?.outcome).toMatchObject({ status: 'waiting', playbook, alertId: alert?.id });
    const planId = answer?.outcome?.planId;
    expect(await look()).toBe(harmed);
    expect(await ask({ approve: planId })).toMatch(/^applied: /);
    expect(await look()).toBe(repaired);
    expect(await ask({ undo: planId })).toMatch(/^undone: /);
    expect(await look()).toBe(harmed);
    await told(4);
  });
});

async function grantToAll({ s3 }: Account): Promise<Harm> {
  const bucketName = 'example-downloads';
  await s3.send(new CreateBucketCommand({ Bucket: bucketName, ObjectOwnership: 'ObjectWriter' }));
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket: bucketName }));
  await s3.send(new PutBucketAclCommand({ Bucket: bucketName, ACL: 'public-read' }));
  return {
    call: {
      service: 's3',
      eventName: 'PutBucketAcl',
      requestParameters: { bucketName, acl: '', 'x-amz-acl': 'public-read' },
    },
    look: async () => {
      const { Grants: grants = [] } = await s3.send(new GetBucketAclCommand({ Bucket: bucketName }));
      const toAll = grants.filter(({ Grantee: grantee }) => grantee?.URI?.endsWith('/AllUsers'));
      return toAll.map(({ Permission: permission }) => permission).join(' ');
    },
  };
}

async function removeBlock({ s3 }: Account): Promise<Harm> {
  const bucketName = 'example-archive';
  await s3.send(new CreateBucketCommand({ Bucket: bucketName }));
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket: bucketName }));
  return {
    call: {
      service: 's3',
      eventName: 'DeleteBucketPublicAccessBlock',
      requestParameters: { bucketName, publicAccessBlock: '' },
    },
    look: async () => {
      try {
        const { PublicAccessBlockConfiguration: block } = await s3.send(
          new GetPublicAccessBlockCommand({ Bucket: bucketName }),
        );
        return Object.values(block ?? {}).join(' ');
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchPublicAccessBlockConfiguration') return 'none';
        throw error;
      }
    },
  };
}

async function stopTrail(account: Account): Promise<Harm> {
  const bucket = 'example-audit-logs';
  await account.s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const trail = { Name: 'audit', S3BucketName: bucket };
  const { TrailARN: name } = await account.call<{ TrailARN: string }>('cloudtrail', 'CreateTrail', trail);
  await account.call('cloudtrail', 'StartLogging', { Name: name });
  await account.call('cloudtrail', 'StopLogging', { Name: name });
  return {
    call: { service: 'cloudtrail', eventName: 'StopLogging', requestParameters: { name } },
    look: async () => {
      const status = await account.call<{ IsLogging: boolean }>('cloudtrail', 'GetTrailStatus', { Name: name });
      return String(status.IsLogging);
    },
  };
}

async function shareImage(account: Account): Promise<Harm> {
  const imageId = textOf(await account.query('ec2', 'RegisterImage', { Name: 'web' }), 'imageId');
  const image = { ImageId: imageId, Attribute: 'launchPermission' };
  await account.query('ec2', 'ModifyImageAttribute', { ...image, 'LaunchPermission.Add.1.Group': 'all' });
  return {
    call: {
      service: 'ec2',
      eventName: 'ModifyImageAttribute',
      requestParameters: {
        imageId,
        launchPermission: { add: { items: [{ group: 'all' }] } },
        attributeType: 'launchPermission',
      },
      responseElements: { _return: true },
    },
    look: async () => textOf(await account.query('ec2', 'DescribeImageAttribute', image), 'group'),
  };
}

async function scheduleKeyDeletion(account: Account): Promise<Harm> {
  interface Key {
    readonly KeyMetadata: { readonly Arn: string; readonly KeyState: string };
  }
  const { Arn } = (await account.call<Key>('kms', 'CreateKey', {})).KeyMetadata;
  const pendingWindowInDays = 7;
  await account.call('kms', 'ScheduleKeyDeletion', { KeyId: Arn, PendingWindowInDays: pendingWindowInDays });
  return {
    call: {
      service: 'kms',
      eventName: 'ScheduleKeyDeletion',
      requestParameters: { keyId: Arn, pendingWindowInDays },
      responseElements: { keyId: Arn, keyState: 'PendingDeletion', pendingWindowInDays },
    },
    look: async () => (await account.call<Key>('kms', 'DescribeKey', { KeyId: Arn })).KeyMetadata.KeyState,
  };
}

async function createAccessKey(account: Account): Promise<Harm> {
  const userName = 'bob';
  await account.query('iam', 'CreateUser', { UserName: userName });
  const accessKeyId = textOf(await account.query('iam', 'CreateAccessKey', { UserName: userName }), 'AccessKeyId');
  return {
    call: {
      service: 'iam',
      eventName: 'CreateAccessKey',
      requestParameters: { userName },
      responseElements: { accessKey: { userName, accessKeyId, status: 'Active' } },
    },
    look: async () => textOf(await account.query('iam', 'ListAccessKeys', { UserName: userName }), 'Status'),
  };
}

async function openToWorld(account: Account): Promise<Harm> {
  const created = await account.query('ec2', 'CreateSecurityGroup', { GroupName: 'admin', GroupDescription: 'admin' });
  const groupId = textOf(created, 'groupId');
  const answer = await account.query('ec2', 'AuthorizeSecurityGroupIngress', {
    GroupId: groupId,
    'IpPermissions.1.IpProtocol': 'tcp',
    'IpPermissions.1.FromPort': '22',
    'IpPermissions.1.ToPort': '22',
    'IpPermissions.1.IpRanges.1.CidrIp': '0.0.0.0/0',
  });
  const rule = { ipProtocol: 'tcp', fromPort: 22, toPort: 22 };
  const securityGroupRuleId = textOf(answer, 'securityGroupRuleId');
  return {
    call: {
      service: 'ec2',
      eventName: 'AuthorizeSecurityGroupIngress',
      requestParameters: {
        groupId,
        ipPermissions: { items: [{ ...rule, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] },
      },
      responseElements: {
        _return: true,
        securityGroupRuleSet: {
          items: [{ groupId, securityGroupRuleId, isEgress: false, ...rule, cidrIpv4: '0.0.0.0/0' }],
        },
      },
    },
    look: async () => {
      const groups = await account.query('ec2', 'DescribeSecurityGroups', { 'GroupId.1': groupId });
      // What may go out is open from the start.
      return textOf(/<ipPermissions>.*?<\/ipPermissions>/s.exec(groups)?.[0] ?? '', 'cidrIp');
    },
  };
}

function textOf(xml: string, tag: string): string {
  return new RegExp(`<${tag}>([^<]*)<`).exec(xml)?.[1] ?? '';
}
