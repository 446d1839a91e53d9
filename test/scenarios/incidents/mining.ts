import type { Call } from '../../../samples/generator/call.ts';
import { runInstances } from '../../../samples/generator/calls/instances.ts';
import { openPort } from '../../../samples/generator/calls/open-port.ts';
import { accessKeyId, addresses, agents, resourceId } from '../../../samples/generator/company/account.ts';
import { keyUser } from '../../../samples/generator/company/callers.ts';
import { createRandom } from '../../../samples/generator/random.ts';
import { callAs } from '../../noise/call-as.ts';
import { from, type Incident } from '../incident.ts';

const stolen = keyUser('sofia.rossi', accessKeyId('sofia.rossi'), { from: addresses.intruder, agent: agents.cli });
const call = callAs(stolen);
const random = createRandom(1, 'mining');
const refusedIn = ['us-west-2', 'eu-west-1', 'ap-southeast-2'];
const region = 'sa-east-1';

/** Graphics servers are asked for where quota is left, and protected against being ended. */
export const mining: Incident = {
  title: 'servers for mining in regions that nobody uses',
  steps: [
    from(
      0,
      refusedIn.map((each) => refusedForQuota(launch('p4d.24xlarge', 4, each))),
      20,
    ),
    from(2, [
      call(
        'servicequotas',
        'RequestServiceQuotaIncrease',
        { serviceCode: 'ec2', quotaCode: 'L-417A185B', desiredValue: 512 },
        { region },
      ),
      call('ec2', 'CreateKeyPair', { keyName: 'render' }, { region }),
      {
        ...openPort(stolen, { groupId: resourceId('sg', 'mining'), port: 22, cidr: '0.0.0.0/0', description: '' }),
        region,
      },
    ]),
    from(6, [launch('g5.12xlarge', 24, region)]),
    from(
      8,
      ids(24).map((instanceId) =>
        call('ec2', 'ModifyInstanceAttribute', { instanceId, disableApiTermination: { value: true } }, { region }),
      ),
      2,
    ),
  ],
  alerts: [
    'high correlation/servers-asked-for-in-many-regions',
    'medium ec2/costly-servers-refused',
    'medium servicequotas/limit-raised',
    'low ec2/key-pair-made',
    'high ec2/security-group-opened-to-world',
    'medium correlation/mass-instance-launch',
    'medium ec2/costly-servers-launched',
  ],
};

function ids(count: number): readonly string[] {
  return Array.from({ length: count }, (_, each) => resourceId('i', `mining-${each}`));
}

function launch(instanceType: string, count: number, where: string): Call {
  const of = {
    instanceIds: ids(count),
    instanceType,
    imageId: resourceId('ami', `graphics-${where}`),
    subnetId: resourceId('subnet', `default-${where}`),
    securityGroupId: resourceId('sg', 'mining'),
    clientToken: random.uuid(),
  };
  return { ...runInstances(stolen, of), region: where };
}

function refusedForQuota({ response: _response, ...asked }: Call): Call {
  const message =
    'You have requested more vCPU capacity than your current vCPU limit of 0 allows for this instance type.';
  return { ...asked, error: { code: 'Client.VcpuLimitExceeded', message } };
}
