import { dayMs, formatTime, timeOn } from '../calendar.ts';
import type { Call, ScriptedCall } from '../call.ts';
import { callBucket } from '../calls/bucket.ts';
import { runInstances, terminateInstances } from '../calls/instances.ts';
import { openPort } from '../calls/open-port.ts';
import { failSignIn } from '../calls/sign-in.ts';
import { accessKeyId, addresses, agents, resourceId } from '../company/account.ts';
import { type Caller, keyUser, rootUser } from '../company/callers.ts';
import { buckets, customerSnapshot, keyResource, keys, renderServers, webSecurityGroup } from '../company/estate.ts';
import type { Random } from '../random.ts';
import { playOut } from './script.ts';
import { backdoorConsole, backdoorUser } from './takeover.ts';

/** A region that the company does not use. */
export const unusedRegion = 'ap-southeast-2';
/** The graphics servers that the intruder starts there. */
export const miners: readonly string[] = Array.from({ length: 4 }, (_, index) => resourceId('i', `miner-${index}`));

/** Thursday 23:31 to Friday 02:20: customer data made public, servers for mining, then destruction. */
export function tellDamage(random: Random): readonly ScriptedCall[] {
  const console = backdoorConsole();
  const key = keyUser(backdoorUser, accessKeyId(backdoorUser), { from: addresses.intruder, agent: agents.cli });
  const root = rootUser({ from: addresses.intruderIpv6, agent: agents.firefox });
  const [atOnce, oneByOne] = [renderServers.slice(0, 14), renderServers.slice(14)];
  return [
    ...playOut(timeOn('thursday', '23:31:44'), 30_000, exposeExports(console), random),
    { timeMs: timeOn('thursday', '23:40:09'), call: shareSnapshot(key) },
    {
      timeMs: timeOn('thursday', '23:52:33'),
      call: openPort(key, { groupId: webSecurityGroup, port: 22, cidr: '0.0.0.0/0', description: '' }),
    },
    ...playOut(timeOn('friday', '00:10:20'), 15_000, mine(key, random), random),
    ...playOut(
      timeOn('friday', '00:34:52'),
      20_000,
      Array.from({ length: 4 }, () => failSignIn(root)),
      random,
    ),
    { timeMs: timeOn('friday', '02:05:11'), call: terminateInstances(key, atOnce) },
    ...playOut(
      timeOn('friday', '02:06:02'),
      8000,
      oneByOne.map((id) => terminateInstances(key, [id])),
      random,
    ),
    { timeMs: timeOn('friday', '02:20:37'), call: scheduleKeyDeletion(key, timeOn('friday', '02:20:37')) },
  ];
}

function exposeExports(caller: Caller): readonly Call[] {
  const bucket = buckets.exports;
  const statement = {
    Sid: 'Share',
    Effect: 'Allow',
    Principal: '*',
    Action: ['s3:GetObject', 's3:ListBucket'],
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  };
  const bucketPolicy = { Version: '2012-10-17', Statement: [statement] };
  return [
    callBucket(caller, 'DeleteBucketPublicAccessBlock', bucket, 'publicAccessBlock'),
    callBucket(caller, 'PutBucketPolicy', bucket, 'policy', { bucketPolicy }),
  ];
}

function shareSnapshot(caller: Caller): Call {
  return {
    caller,
    service: 'ec2',
    name: 'ModifySnapshotAttribute',
    request: {
      snapshotId: customerSnapshot,
      createVolumePermission: { add: { items: [{ group: 'all' }] } },
      attributeType: 'CREATE_VOLUME_PERMISSION',
    },
    response: { _return: true },
  };
}

/** Two sizes of graphics servers are refused for want of quota; a smaller one, far away, is not. */
function mine(caller: Caller, random: Random): readonly Call[] {
  const launch = (instanceType: string, region: string): Call => ({
    ...runInstances(caller, {
      instanceIds: miners,
      instanceType,
      imageId: resourceId('ami', `graphics-${region}`),
      subnetId: resourceId('subnet', `default-${region}`),
      securityGroupId: resourceId('sg', `default-${region}`),
      clientToken: random.uuid(),
    }),
    region,
  });
  const refuseForQuota = ({ response: _response, ...call }: Call): Call => ({
    ...call,
    error: {
      code: 'Client.VcpuLimitExceeded',
      message:
        'You have requested more vCPU capacity than your current vCPU limit of 0 allows for the instance bucket that the specified instance type belongs to.',
    },
  });
  return [
    refuseForQuota(launch('p4d.24xlarge', 'us-west-2')),
    refuseForQuota(launch('p3.16xlarge', 'us-west-2')),
    launch('g5.xlarge', unusedRegion),
  ];
}

function scheduleKeyDeletion(caller: Caller, timeMs: number): Call {
  const keyId = keys.exports;
  return {
    caller,
    service: 'kms',
    name: 'ScheduleKeyDeletion',
    request: { keyId, pendingWindowInDays: 7 },
    response: {
      keyId,
      keyState: 'PendingDeletion',
      pendingWindowInDays: 7,
      deletionDate: formatTime(timeMs + 7 * dayMs),
    },
    resources: [keyResource(keyId)],
  };
}
