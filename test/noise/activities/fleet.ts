import type { Call } from '../../../samples/generator/call.ts';
import { runInstances, terminateInstances } from '../../../samples/generator/calls/instances.ts';
import {
  accountId,
  addresses,
  agents,
  auditorAccountId,
  resourceId,
} from '../../../samples/generator/company/account.ts';
import { awsItself, roleSession } from '../../../samples/generator/company/callers.ts';
import { renderServers, servers, subnets, volumes, webImage } from '../../../samples/generator/company/estate.ts';
import type { Random } from '../../../samples/generator/random.ts';
import { callAs } from '../call-as.ts';
import { homeArn, monthRoles, worker } from '../staff.ts';
import type { Work } from './work.ts';

/** Build runners live as long as their job: started and ended one by one, often several in a minute. */
export const runnersCome: Work = {
  gapMs: 15_000,
  run: (random, startMs) => {
    const caller = worker(monthRoles.runnerScaler, 'scale-up', startMs);
    return newInstances(random, 1 + random.below(4)).flatMap((instanceId) => [
      runInstances(caller, launchOf([instanceId], 'c7g.xlarge', random)),
      callAs(caller)('ec2', 'CreateTags', {
        resourcesSet: { items: [{ resourceId: instanceId }] },
        tagSet: { items: [{ key: 'Name', value: 'ci-runner' }] },
      }),
    ]);
  },
};

export const runnersGo: Work = {
  gapMs: 15_000,
  run: (random, startMs) => {
    const caller = worker(monthRoles.runnerScaler, 'scale-down', startMs);
    return newInstances(random, 1 + random.below(4)).map((id) => terminateInstances(caller, [id]));
  },
};

/** Spot servers are taken back by AWS. */
export const spotTaken: Work = {
  gapMs: 1000,
  run: (random) => [
    {
      caller: awsItself('ec2'),
      service: 'ec2',
      name: 'BidEvictedEvent',
      eventType: 'AwsServiceEvent',
      serviceDetails: { instanceIdSet: newInstances(random, 1) },
    },
  ],
};

/** Development servers sleep at night: one call stops all of them, one wakes them. */
export const developmentStops: Work = { gapMs: 2000, run: (_, startMs) => [switchAll('StopInstances', startMs)] };
export const developmentStarts: Work = { gapMs: 2000, run: (_, startMs) => [switchAll('StartInstances', startMs)] };

/** A batch of rendering ends: its whole fleet is ended in one call. */
export const renderFleetEnds: Work = {
  gapMs: 4000,
  run: (random, startMs) => {
    const caller = worker(monthRoles.scheduler, 'render-batch', startMs);
    return [terminateInstances(caller, newInstances(random, 12 + random.below(14)))];
  },
};

/** A machine image is built from the latest packages: a helper server with a key and a group of its own, open to SSH while it lives.
 *
 * Packer opens the temporary group to 0.0.0.0/0 unless it is told otherwise. */
export const imageBuilt: Work = {
  gapMs: 90_000,
  run: (random, startMs) => {
    const origin = {
      from: random.pick(addresses.ciRunners),
      agent: `APN/1.0 HashiCorp/1.0 packer/1.11.2 ${agents.cli}`,
    };
    const caller = roleSession(monthRoles.imageBuilder, 'packer', origin, startMs);
    const call = callAs(caller);
    const name = `packer_${random.hex(12)}`;
    const groupId = resourceId('sg', name);
    const [instanceId = ''] = newInstances(random, 1);
    const imageId = `ami-0${random.hex(16)}`;
    const permission = { ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } };
    return [
      call('ec2', 'CreateKeyPair', { keyName: name, keyType: 'ed25519' }),
      call(
        'ec2',
        'CreateSecurityGroup',
        { groupName: name, groupDescription: 'Temporary group for Packer' },
        { response: { groupId } },
      ),
      call(
        'ec2',
        'AuthorizeSecurityGroupIngress',
        { groupId, ipPermissions: { items: [permission] } },
        { response: { _return: true } },
      ),
      runInstances(caller, { ...launchOf([instanceId], 'm7g.large', random), securityGroupId: groupId }),
      call('ec2', 'StopInstances', { instancesSet: { items: [{ instanceId }] }, force: false }),
      call(
        'ec2',
        'CreateImage',
        { instanceId, name: `web-${random.hex(8)}`, noReboot: false },
        { response: { imageId } },
      ),
      terminateInstances(caller, [instanceId]),
      call('ec2', 'DeleteSecurityGroup', { groupId }, { response: { _return: true } }),
      call('ec2', 'DeleteKeyPair', { keyName: name }),
      call('ec2', 'ModifyImageAttribute', {
        imageId,
        launchPermission: { add: { items: [{ userId: auditorAccountId }] } },
        attributeType: 'launchPermission',
      }),
    ];
  },
};

/** Once a week a program throws away old images, snapshots and disks, dozens in a few minutes. */
export const oldCopiesDropped: Work = {
  gapMs: 2500,
  run: (random, startMs) => {
    const call = callAs(worker(monthRoles.janitor, 'janitor', startMs));
    return [
      call('ec2', 'DescribeImages', { ownersSet: { items: [{ owner: 'self' }] } }),
      ...Array.from({ length: 8 }, () => call('ec2', 'DeregisterImage', { imageId: `ami-0${random.hex(16)}` })),
      ...Array.from({ length: 30 + random.below(20) }, () =>
        call('ec2', 'DeleteSnapshot', { snapshotId: `snap-0${random.hex(16)}` }, { response: { _return: true } }),
      ),
      ...Array.from({ length: 6 }, () => call('ec2', 'DeleteVolume', { volumeId: `vol-0${random.hex(16)}` })),
      ...Array.from({ length: 10 }, () =>
        call('logs', 'DeleteLogGroup', { logGroupName: `/aws/codebuild/${random.hex(6)}` }),
      ),
    ];
  },
};

/** Servers get patches in their window: alarms sleep meanwhile. */
export const serversPatched: Work = {
  gapMs: 60_000,
  run: (random, startMs) => {
    const call = callAs(worker(monthRoles.operator, 'maintenance-window', startMs));
    const alarmNames = ['web-unhealthy', 'web-latency'];
    return [
      call('monitoring', 'DisableAlarmActions', { alarmNames }),
      call(
        'ssm',
        'SendCommand',
        {
          documentName: 'AWS-RunPatchBaseline',
          targets: [{ key: 'tag:Patch', values: ['weekly'] }],
          parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
          maxConcurrency: '20%',
          interactive: false,
        },
        {
          response: { command: { commandId: random.uuid(), documentName: 'AWS-RunPatchBaseline', status: 'Pending' } },
        },
      ),
      ...servers.map((instanceId) => call('ssm', 'GetCommandInvocation', { commandId: random.uuid(), instanceId })),
      call('ec2', 'RebootInstances', {
        instancesSet: { items: servers.slice(0, 4).map((instanceId) => ({ instanceId })) },
      }),
      call('monitoring', 'EnableAlarmActions', { alarmNames }),
    ];
  },
};

/** Nodes of the cluster hand out addresses to what runs on them. */
export const addressesAssigned: Work = {
  gapMs: 1500,
  run: (random, startMs) => {
    const instanceId = random.pick(servers);
    const call = callAs(
      worker(
        monthRoles.podNetwork,
        instanceId,
        startMs,
        agents.grafana.replace('Grafana/11.5.2', 'amazon-vpc-cni-k8s'),
      ),
    );
    const networkInterfaceId = resourceId('eni', instanceId);
    return [
      call('ec2', 'DescribeNetworkInterfaces', { networkInterfaceIdSet: {}, filterSet: {} }),
      call('ec2', 'AssignPrivateIpAddresses', { networkInterfaceId, secondaryPrivateIpAddressCount: 4 }),
      call('ecr', 'GetAuthorizationToken'),
      call('ecr', 'BatchGetImage', { repositoryName: 'shop/api', imageIds: [{ imageTag: `main-${random.hex(7)}` }] }),
    ];
  },
};

/** Disks that grow. */
export const disksGrown: Work = {
  gapMs: 3000,
  run: (random, startMs) => {
    const call = callAs(worker(monthRoles.operator, 'disk-watch', startMs));
    return [call('ec2', 'ModifyVolume', { ModifyVolumeRequest: { VolumeId: random.pick(volumes), Size: 200 } })];
  },
};

function switchAll(name: string, startMs: number): Call {
  const items = renderServers.map((instanceId) => ({ instanceId }));
  return callAs(worker(monthRoles.scheduler, 'working-hours', startMs))('ec2', name, {
    instancesSet: { items },
    force: false,
  });
}

function newInstances(random: Random, count: number): readonly string[] {
  return Array.from({ length: count }, () => `i-0${random.hex(16)}`);
}

function launchOf(instanceIds: readonly string[], instanceType: string, random: Random) {
  return {
    instanceIds,
    instanceType,
    imageId: webImage,
    subnetId: random.pick(subnets),
    securityGroupId: resourceId('sg', `runners-${accountId}`),
    clientToken: random.uuid(),
  };
}

/** The repository's lifecycle rules expire images: AWS says so in a service event. */
export const imagesExpired: Work = {
  gapMs: 1000,
  run: () => [
    {
      caller: awsItself('ecr'),
      service: 'ecr',
      name: 'PolicyExecutionEvent',
      eventType: 'AwsServiceEvent',
      resources: [{ ARN: homeArn('ecr', 'repository/shop/api'), accountId, type: 'AWS::ECR::Repository' }],
      serviceDetails: { repositoryName: 'shop/api', lifecycleEventPolicy: { lifecycleEventRules: [] } },
    },
  ],
};
