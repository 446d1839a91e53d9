import type { Call } from '../call.ts';
import { accountId } from '../company/account.ts';
import type { Caller } from '../company/callers.ts';

/** What to start, and the ids that EC2 gives it. */
export interface Launch {
  readonly instanceIds: readonly string[];
  readonly instanceType: string;
  readonly imageId: string;
  readonly subnetId: string;
  readonly securityGroupId: string;
  readonly clientToken: string;
}

/** Start servers. */
export function runInstances(caller: Caller, launch: Launch): Call {
  const count = launch.instanceIds.length;
  return {
    caller,
    service: 'ec2',
    name: 'RunInstances',
    request: {
      instancesSet: { items: [{ imageId: launch.imageId, minCount: count, maxCount: count }] },
      groupSet: { items: [{ groupId: launch.securityGroupId }] },
      instanceType: launch.instanceType,
      blockDeviceMapping: {},
      monitoring: { enabled: false },
      subnetId: launch.subnetId,
      disableApiTermination: false,
      disableApiStop: false,
      clientToken: launch.clientToken,
    },
    response: {
      ownerId: accountId,
      groupSet: {},
      instancesSet: {
        items: launch.instanceIds.map((instanceId, index) => ({
          instanceId,
          imageId: launch.imageId,
          instanceState: { code: 0, name: 'pending' },
          amiLaunchIndex: index,
          instanceType: launch.instanceType,
          subnetId: launch.subnetId,
          clientToken: launch.clientToken,
          groupSet: { items: [{ groupId: launch.securityGroupId }] },
          virtualizationType: 'hvm',
        })),
      },
    },
  };
}

/** End servers for good: one call may name many. */
export function terminateInstances(caller: Caller, instanceIds: readonly string[]): Call {
  return {
    caller,
    service: 'ec2',
    name: 'TerminateInstances',
    request: { instancesSet: { items: instanceIds.map((instanceId) => ({ instanceId })) } },
    response: {
      instancesSet: {
        items: instanceIds.map((instanceId) => ({
          instanceId,
          currentState: { code: 32, name: 'shutting-down' },
          previousState: { code: 16, name: 'running' },
        })),
      },
    },
  };
}
