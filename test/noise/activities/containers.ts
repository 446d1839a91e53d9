import { assumeRole } from '../../../samples/generator/calls/assume-role.ts';
import { addresses, agents } from '../../../samples/generator/company/account.ts';
import { awsService, roleSession, through } from '../../../samples/generator/company/callers.ts';
import { functions, roles } from '../../../samples/generator/company/estate.ts';
import { callAs } from '../call-as.ts';
import { homeArn, linkedRoles, monthRoles, serviceAtWork } from '../staff.ts';
import type { Work } from './work.ts';

/** A service of containers is rolled out by the pipeline, and moved by the container service. */
export const containersRolledOut: Work = {
  gapMs: 8000,
  run: (random, startMs) => {
    const origin = { from: random.pick(addresses.ciRunners), agent: agents.cli };
    const call = callAs(roleSession(roles.ciDeploy, `run-${100_000 + random.below(900_000)}`, origin, startMs));
    const ecs = callAs(serviceAtWork(linkedRoles.ecs, 'ecs', 'ecs-service-scheduler', startMs));
    const family = random.pick(['search', 'mail', 'feeds']);
    const targetGroupArn = homeArn('elasticloadbalancing', `targetgroup/${family}/6d0ecf831eec9f09`);
    return [
      call('ecs', 'DescribeServices', { cluster: 'shop', services: [family] }),
      call('ecs', 'RegisterTaskDefinition', {
        family,
        taskRoleArn: 'arn:aws:iam::123456789012:role/order-api',
        containerDefinitions: [{ name: family, image: `shop/${family}:main`, essential: true }],
      }),
      call('ecs', 'UpdateService', { cluster: 'shop', service: family, forceNewDeployment: false }),
      ecs('elasticloadbalancing', 'RegisterTargets', { targetGroupArn, targets: [{ id: '10.0.1.7', port: 8080 }] }),
      ecs('ec2', 'CreateNetworkInterface', { description: 'ECS task', subnetId: 'subnet-0example' }),
      ecs('elasticloadbalancing', 'DeregisterTargets', { targetGroupArn, targets: [{ id: '10.0.1.9', port: 8080 }] }),
      ecs('ec2', 'DeleteNetworkInterface', { networkInterfaceId: `eni-0${random.hex(16)}` }),
      call('ecs', 'DeregisterTaskDefinition', { taskDefinition: `${family}:${random.below(90)}` }),
      call('cloudfront', 'CreateInvalidation', { distributionId: 'E2EXAMPLE1SHOP' }),
    ];
  },
};

/** A new version of a function: its code, its alias, its caller, in a stack of its own. */
export const functionReleased: Work = {
  gapMs: 6000,
  run: (random, startMs) => {
    const functionName = random.pick(functions);
    const caller = roleSession(
      monthRoles.cloudFormationExecution,
      'AWSCloudFormation',
      { from: 'cloudformation.amazonaws.com', agent: 'cloudformation.amazonaws.com' },
      startMs,
    );
    const call = callAs(through(caller, 'cloudformation'));
    return [
      assumeRole(awsService('cloudformation'), monthRoles.cloudFormationExecution, 'AWSCloudFormation', startMs),
      call('lambda', 'UpdateFunctionCode20150331v2', { functionName, publish: false, dryRun: false }),
      call('lambda', 'PublishVersion20150331', { functionName }),
      call('lambda', 'UpdateAlias20150331', {
        functionName,
        name: 'live',
        functionVersion: String(10 + random.below(80)),
      }),
      call('lambda', 'AddPermission20150331v2', {
        functionName,
        statementId: `api-${random.hex(8)}`,
        action: 'lambda:InvokeFunction',
        principal: 'apigateway.amazonaws.com',
        sourceArn: homeArn('execute-api', 'a1b2c3d4e5/*/GET/orders'),
      }),
      call('iam', 'PutRolePolicy', {
        roleName: 'shop-worker',
        policyName: 'stack',
        policyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: homeArn('sqs', 'orders') }],
        }),
      }),
    ];
  },
};
