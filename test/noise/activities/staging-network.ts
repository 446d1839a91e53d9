import type { Call } from '../../../samples/generator/call.ts';
import { callBucket } from '../../../samples/generator/calls/bucket.ts';
import { homeRegion, resourceId } from '../../../samples/generator/company/account.ts';
import type { Caller } from '../../../samples/generator/company/callers.ts';
import { buckets, roles } from '../../../samples/generator/company/estate.ts';
import { callAs } from '../call-as.ts';
import { terraformRun } from '../staff.ts';
import type { Work } from './work.ts';

/** A network is built anew from code, for the staging environment, and the old one goes. */
export const stagingRebuilt: Work = {
  gapMs: 5000,
  run: (random, startMs) => {
    const caller = terraformRun(roles.terraform, random, startMs);
    return [...dropNetwork(caller, 'staging-old'), ...buildNetwork(caller, 'staging')];
  },
};

function buildNetwork(caller: Caller, name: string): readonly Call[] {
  const call = callAs(caller);
  const vpcId = resourceId('vpc', name);
  const routeTableId = resourceId('rtb', name);
  const internetGatewayId = resourceId('igw', name);
  const networkAclId = resourceId('acl', name);
  const entry = (ruleNumber: number, egress: boolean) => ({
    networkAclId,
    ruleNumber,
    egress,
    ruleAction: 'allow',
    aclProtocol: '6',
    cidrBlock: '10.20.0.0/16',
  });
  return [
    call('ec2', 'CreateVpc', { cidrBlock: '10.20.0.0/16', instanceTenancy: 'default' }),
    call('ec2', 'ModifyVpcAttribute', { vpcId, enableDnsHostnames: { value: true } }),
    ...[1, 2, 3].map((zone) => call('ec2', 'CreateSubnet', { vpcId, cidrBlock: `10.20.${zone}.0/24` })),
    call('ec2', 'CreateInternetGateway', {}),
    call('ec2', 'AttachInternetGateway', { internetGatewayId, vpcId }),
    call('ec2', 'CreateRouteTable', { vpcId }),
    call('ec2', 'CreateRoute', { routeTableId, destinationCidrBlock: '0.0.0.0/0', gatewayId: internetGatewayId }),
    call('ec2', 'AssociateRouteTable', { routeTableId, subnetId: resourceId('subnet', name) }),
    call('ec2', 'CreateNetworkAcl', { vpcId }),
    call('ec2', 'CreateNetworkAclEntry', entry(100, false)),
    call('ec2', 'CreateNetworkAclEntry', entry(100, true)),
    call('ec2', 'CreateFlowLogs', {
      CreateFlowLogsRequest: {
        ResourceType: 'VPC',
        ResourceId: { tag: 1, content: vpcId },
        TrafficType: 'ALL',
        LogDestination: 'arn:aws:s3:::example-flow-logs',
      },
    }),
  ];
}

function dropNetwork(caller: Caller, name: string): readonly Call[] {
  const call = callAs(caller);
  const vpcId = resourceId('vpc', name);
  const internetGatewayId = resourceId('igw', name);
  return [
    call('ec2', 'DeleteFlowLogs', {
      DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: resourceId('fl', name) } },
    }),
    call('ec2', 'DeleteRoute', { routeTableId: resourceId('rtb', name), destinationCidrBlock: '0.0.0.0/0' }),
    call('ec2', 'DeleteRouteTable', { routeTableId: resourceId('rtb', name) }),
    call('ec2', 'DetachInternetGateway', { internetGatewayId, vpcId }),
    call('ec2', 'DeleteInternetGateway', { internetGatewayId }),
    call('ec2', 'DeleteNetworkAcl', { networkAclId: resourceId('acl', name) }),
    ...[1, 2, 3].map((zone) => call('ec2', 'DeleteSubnet', { subnetId: resourceId('subnet', `${name}-${zone}`) })),
    call('ec2', 'DeleteVpc', { vpcId }, { response: { _return: true } }),
    call('rds', 'DeleteDBInstance', {
      dBInstanceIdentifier: name,
      skipFinalSnapshot: true,
      deleteAutomatedBackups: true,
    }),
    callBucket(caller, 'GetBucketTagging', buckets.state, 'tagging'),
    call('logs', 'DeleteLogGroup', { logGroupName: `/vpc/${name}/${homeRegion}` }),
  ];
}
