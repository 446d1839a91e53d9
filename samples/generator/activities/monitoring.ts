import { allDay, hourMs } from '../calendar.ts';
import { assumeRole } from '../calls/assume-role.ts';
import { type Look, look } from '../calls/read.ts';
import { addresses, agents } from '../company/account.ts';
import { awsService, roleSession, sessionStart, through } from '../company/callers.ts';
import { roles, servers } from '../company/estate.ts';
import { type Activity, pickSome } from './activity.ts';

const dashboardLooks: readonly Look[] = [
  { service: 'monitoring', name: 'DescribeAlarms', request: { stateValue: 'ALARM', maxRecords: 100 } },
  { service: 'monitoring', name: 'ListMetrics', request: { namespace: 'AWS/Lambda' } },
  { service: 'tagging', name: 'GetResources', request: { resourceTypeFilters: ['lambda:function'] } },
  { service: 'ec2', name: 'DescribeInstances', request: { instancesSet: {}, filterSet: {} } },
  { service: 'ec2', name: 'DescribeRegions', request: { regionSet: {} } },
];
const inventoryLooks: readonly Look[] = [
  { service: 'ec2', name: 'DescribeInstances', request: { instancesSet: {}, filterSet: {} } },
  { service: 'ec2', name: 'DescribeSecurityGroups', request: { securityGroupSet: {} } },
  { service: 'ec2', name: 'DescribeVolumes', request: { volumeSet: {} } },
  { service: 'iam', name: 'ListRoles', request: { maxItems: 1000 } },
  { service: 'iam', name: 'ListUsers' },
  { service: 'lambda', name: 'ListFunctions20150331' },
  { service: 's3', name: 'ListBuckets', request: { Host: 's3.amazonaws.com' } },
];

/** Dashboards read metrics around the clock. */
export const dashboards: Activity = {
  rhythm: allDay(1.1),
  typicalCalls: 3,
  gapMs: 2000,
  burst: (random, startMs) => {
    const origin = { from: addresses.workloads, agent: agents.grafana };
    const caller = roleSession(roles.grafana, 'grafana', origin, sessionStart('grafana', hourMs, startMs));
    return pickSome(random, dashboardLooks, 2 + random.below(3)).map((each) => look(caller, each));
  },
};

/** AWS Config takes its inventory. */
export const inventory: Activity = {
  rhythm: allDay(0.45),
  typicalCalls: 5,
  gapMs: 1500,
  burst: (random, startMs) => {
    const session = 'ConfigResourceCompositionSession';
    const origin = { from: 'config.amazonaws.com', agent: 'config.amazonaws.com' };
    const caller = through(roleSession(roles.config, session, origin, startMs), 'config');
    return [
      assumeRole(awsService('config'), roles.config, session, startMs),
      ...pickSome(random, inventoryLooks, 4).map((each) => look(caller, each)),
    ];
  },
};

/** The agent on each server reports in. */
export const serverReports: Activity = {
  rhythm: allDay(1.6),
  typicalCalls: 1,
  gapMs: 1000,
  burst: (random, startMs) => {
    const instanceId = random.pick(servers);
    const origin = { from: addresses.workloads, agent: agents.ssmAgent };
    return [
      {
        caller: roleSession(roles.webServer, instanceId, origin, sessionStart(instanceId, 6 * hourMs, startMs)),
        service: 'ssm',
        name: 'UpdateInstanceInformation',
        request: {
          instanceId,
          agentVersion: '3.3.1957',
          agentStatus: 'Active',
          platformType: 'Linux',
          platformName: 'Amazon Linux',
          platformVersion: '2023',
          agentName: 'amazon-ssm-agent',
          availabilityZone: random.pick(['eu-central-1a', 'eu-central-1b']),
        },
      },
    ];
  },
};
