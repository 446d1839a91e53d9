import type { JsonObject } from '#shared/model/json.ts';
import { timeOn } from '../calendar.ts';
import type { Call, ScriptedCall } from '../call.ts';
import { callBucket } from '../calls/bucket.ts';
import { terminateInstances } from '../calls/instances.ts';
import { look } from '../calls/read.ts';
import { signIn } from '../calls/sign-in.ts';
import { accessKeyId, addresses, agents, operationsTrail, resourceId } from '../company/account.ts';
import { type Caller, consoleUser, rootUser, userIdentity } from '../company/callers.ts';
import { buckets, customerSnapshot, keyResource, keys, trailArn, webSecurityGroup } from '../company/estate.ts';
import type { Random } from '../random.ts';
import { miners, unusedRegion } from './damage.ts';
import { playOut } from './script.ts';
import { backdoorUser } from './takeover.ts';

const signInMs = timeOn('friday', '06:41:19');
const office = { from: addresses.office, agent: agents.safari };

/** Friday, 06:41: Mara Lindt shuts the intruder out and puts right what can be; root is checked last, with its second factor. */
export function tellRecovery(random: Random): readonly ScriptedCall[] {
  const who = { identity: userIdentity('mara.lindt'), sourceIPAddress: office.from, userAgent: office.agent };
  const mara = consoleUser('mara.lindt', true, office, signInMs);
  const steps = [
    look(mara, { service: 'cloudtrail', name: 'LookupEvents', request: { maxResults: 50 } }),
    look(mara, { service: 'iam', name: 'GetUser', request: { userName: backdoorUser } }),
    ...shutOut(mara),
    ...putRight(mara),
  ];
  return [
    { timeMs: signInMs, call: signIn(who, true) },
    ...playOut(timeOn('friday', '06:42:30'), 100_000, steps, random),
    { timeMs: timeOn('friday', '07:24:46'), call: signIn(rootUser(office), true) },
  ];
}

function shutOut(caller: Caller): readonly Call[] {
  const userName = backdoorUser;
  const iam = (name: string, request: JsonObject): Call => ({ caller, service: 'iam', name, request });
  const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
  return [
    iam('UpdateAccessKey', { userName: 'deploy-bot', accessKeyId: accessKeyId('deploy-bot'), status: 'Inactive' }),
    iam('DeleteLoginProfile', { userName }),
    iam('DeleteAccessKey', { userName, accessKeyId: accessKeyId(userName) }),
    iam('DetachUserPolicy', { userName, policyArn: administrator }),
    iam('DeleteUser', { userName }),
  ];
}

function putRight(caller: Caller): readonly Call[] {
  const blockAll = {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  };
  const snapshot = {
    snapshotId: customerSnapshot,
    createVolumePermission: { remove: { items: [{ group: 'all' }] } },
    attributeType: 'CREATE_VOLUME_PERMISSION',
  };
  const rule = resourceId('sgr', `${webSecurityGroup}/22/0.0.0.0/0`);
  return [
    { caller, service: 'cloudtrail', name: 'StartLogging', request: { name: trailArn(operationsTrail) } },
    callBucket(caller, 'DeleteBucketPolicy', buckets.exports, 'policy'),
    callBucket(caller, 'PutBucketPublicAccessBlock', buckets.exports, 'publicAccessBlock', {
      PublicAccessBlockConfiguration: blockAll,
    }),
    { caller, service: 'ec2', name: 'ModifySnapshotAttribute', request: snapshot, response: { _return: true } },
    {
      caller,
      service: 'ec2',
      name: 'RevokeSecurityGroupIngress',
      request: { groupId: webSecurityGroup, securityGroupRuleIds: { items: [{ securityGroupRuleId: rule }] } },
      response: { _return: true },
    },
    { ...terminateInstances(caller, miners), region: unusedRegion },
    {
      caller,
      service: 'kms',
      name: 'CancelKeyDeletion',
      request: { keyId: keys.exports },
      response: { keyId: keys.exports },
      resources: [keyResource(keys.exports)],
    },
    {
      caller,
      service: 'kms',
      name: 'EnableKey',
      request: { keyId: keys.exports },
      resources: [keyResource(keys.exports)],
    },
  ];
}
