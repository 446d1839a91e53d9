import type { Call } from '../call.ts';
import { accountId, resourceId } from '../company/account.ts';
import type { Caller } from '../company/callers.ts';

/** One port of a security group, and the addresses that it is open to. */
export interface PortOpening {
  readonly groupId: string;
  readonly port: number;
  readonly cidr: string;
  readonly description: string;
}

/** Let addresses in. */
export function openPort(caller: Caller, { groupId, port, cidr, description }: PortOpening): Call {
  const range = { ipProtocol: 'tcp', fromPort: port, toPort: port };
  return {
    caller,
    service: 'ec2',
    name: 'AuthorizeSecurityGroupIngress',
    request: {
      groupId,
      ipPermissions: {
        items: [
          {
            ...range,
            groups: {},
            ipRanges: { items: [{ cidrIp: cidr, description }] },
            ipv6Ranges: {},
            prefixListIds: {},
          },
        ],
      },
    },
    response: {
      _return: true,
      securityGroupRuleSet: {
        items: [
          {
            groupOwnerId: accountId,
            groupId,
            securityGroupRuleId: resourceId('sgr', `${groupId}/${port}/${cidr}`),
            description,
            isEgress: false,
            ...range,
            cidrIpv4: cidr,
          },
        ],
      },
    },
  };
}
