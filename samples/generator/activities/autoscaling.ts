import { allDay, atHours, either } from '../calendar.ts';
import type { Call } from '../call.ts';
import { assumeRole } from '../calls/assume-role.ts';
import { runInstances, terminateInstances } from '../calls/instances.ts';
import { arn, homeRegion } from '../company/account.ts';
import { awsService, type Caller, roleSession, through } from '../company/callers.ts';
import { roles, subnets, webImage, webSecurityGroup } from '../company/estate.ts';
import type { Random } from '../random.ts';
import type { Activity } from './activity.ts';

const session = 'AutoScaling';
const scaler = awsService('autoscaling');
const targetGroup = arn('elasticloadbalancing', homeRegion, 'targetgroup/web/6d0ecf831eec9f09');

/** The web tier grows in the morning and shrinks in the evening, one to three servers at a time. */
export const autoscaling: Activity = {
  rhythm: either(allDay(0.15), either(atHours([6, 7, 8], 1), atHours([17, 18, 19, 20], 0.8))),
  typicalCalls: 4,
  gapMs: 30_000,
  burst: (random, startMs) => {
    const origin = { from: 'autoscaling.amazonaws.com', agent: 'autoscaling.amazonaws.com' };
    const caller = through(roleSession(roles.autoScaling, session, origin, startMs), 'autoscaling');
    const instanceIds = Array.from({ length: 1 + random.below(3) }, () => `i-0${random.hex(16)}`);
    const grows = random.chance(0.5);
    return [
      assumeRole(scaler, roles.autoScaling, session, startMs),
      ...(grows ? grow(caller, instanceIds, random) : shrink(caller, instanceIds)),
    ];
  },
};

function grow(caller: Caller, instanceIds: readonly string[], random: Random): readonly Call[] {
  const launch = {
    instanceIds,
    instanceType: 't4g.medium',
    imageId: webImage,
    subnetId: random.pick(subnets),
    securityGroupId: webSecurityGroup,
    clientToken: `fleet-${random.uuid()}-0`,
  };
  return [
    runInstances(caller, launch),
    { caller, service: 'ec2', name: 'DescribeInstances', request: idItems(instanceIds) },
    targets(caller, 'RegisterTargets', instanceIds),
  ];
}

function shrink(caller: Caller, instanceIds: readonly string[]): readonly Call[] {
  return [
    targets(caller, 'DeregisterTargets', instanceIds),
    terminateInstances(caller, instanceIds),
    { caller, service: 'ec2', name: 'DescribeInstances', request: idItems(instanceIds) },
  ];
}

function idItems(instanceIds: readonly string[]): {
  readonly instancesSet: { readonly items: { instanceId: string }[] };
} {
  return { instancesSet: { items: instanceIds.map((instanceId) => ({ instanceId })) } };
}

function targets(caller: Caller, name: string, instanceIds: readonly string[]): Call {
  return {
    caller,
    service: 'elasticloadbalancing',
    name,
    request: { targetGroupArn: targetGroup, targets: instanceIds.map((id) => ({ id })) },
  };
}
