import { assumeRole } from '../../../samples/generator/calls/assume-role.ts';
import { type Look, look } from '../../../samples/generator/calls/read.ts';
import { refuse } from '../../../samples/generator/calls/refuse.ts';
import { agents, auditorAccountId } from '../../../samples/generator/company/account.ts';
import { awsItself, type Caller, roleSession } from '../../../samples/generator/company/callers.ts';
import { buckets, keys, roles } from '../../../samples/generator/company/estate.ts';
import { callAs } from '../call-as.ts';
import { inConsole, linkedRoles, monthRoles, serviceAtWork, worker } from '../staff.ts';
import type { Work } from './work.ts';

/** Services that guard the account look around with roles of their own. */
export const guardsLook: Work = {
  gapMs: 1500,
  run: (random, startMs) => {
    const [service, role] = random.pick(guards);
    const caller = serviceAtWork(role, service, `${service}-session`, startMs);
    return Array.from({ length: 4 }, () => look(caller, random.pick(guardLooks)));
  },
};

/** The one who looks after findings settles those of Security Hub. */
export const findingsUpdated: Work = {
  gapMs: 3000,
  run: (random, startMs) => {
    const call = callAs(inConsole('sofia.rossi', random, startMs));
    return [
      call('securityhub', 'GetFindings', { maxResults: 50 }),
      call('securityhub', 'BatchUpdateFindings', {
        workflow: { status: 'RESOLVED' },
        findingIdentifiers: [{ id: random.uuid() }],
      }),
    ];
  },
};

export const findingsArchived: Work = {
  gapMs: 9000,
  run: (random, startMs) => {
    const call = callAs(inConsole('sofia.rossi', random, startMs));
    const detectorId = '12abc34d567e8fa901bc2d34eexample';
    return [
      call('guardduty', 'ListFindings', { detectorId }),
      call('guardduty', 'ArchiveFindings', { detectorId, findingIds: [random.hex(32)] }),
    ];
  },
};

/** Findings about the auditors' scanner are expected: a filter archives them from now on. */
export const expectedFindingsFiltered: Work = {
  gapMs: 9000,
  run: (random, startMs) => {
    const call = callAs(inConsole('sofia.rossi', random, startMs));
    return [
      call('guardduty', 'CreateFilter', {
        detectorId: '12abc34d567e8fa901bc2d34eexample',
        name: 'posture-scanner',
        action: 'ARCHIVE',
        findingCriteria: { criterion: { 'resource.accessKeyDetails.userName': { eq: ['security-scanner'] } } },
      }),
    ];
  },
};

/** Config's own rules are judged by functions, which report back. */
export const configJudged: Work = {
  gapMs: 1500,
  run: (_, startMs) => {
    const caller = serviceAtWork(roles.config, 'config', 'ConfigResourceCompositionSession', startMs);
    return [callAs(caller)('config', 'PutEvaluations', { evaluations: [], testMode: false })];
  },
};

/** The dashboards' program asks, every ten minutes, for what nobody gave it; nobody minds. */
export const oldToolRefused: Work = {
  gapMs: 1000,
  run: (random, startMs) => {
    const caller = worker(roles.grafana, 'grafana', startMs, agents.grafana);
    const wanted = [
      { service: 'organizations', name: 'ListAccounts' },
      { service: 'support', name: 'DescribeTrustedAdvisorChecks' },
    ];
    return [refuse(look(caller, random.pick(wanted)))];
  },
};

/** The vendor that looks for savings reads bills and usage from its own account, with the external id that was agreed. */
export const costsRead: Work = {
  gapMs: 2000,
  run: (random, startMs) => {
    const session = 'cost-vendor';
    const caller = roleSession(
      monthRoles.costReader,
      session,
      { from: '198.51.100.140', agent: agents.boto3 },
      startMs,
    );
    const call = callAs(caller);
    const asked = assumeRole(vendor(session), monthRoles.costReader, session, startMs);
    return [
      { ...asked, request: { ...asked.request, externalId: '0f2a6c1e-vendor' } },
      call('ce', 'GetCostAndUsage', { Granularity: 'DAILY', Metrics: ['UnblendedCost'] }),
      call('ce', 'GetReservationUtilization'),
      call('ec2', 'DescribeInstances', { instancesSet: {}, filterSet: {} }),
      call('ec2', 'DescribeVolumes', { volumeSet: {}, filterSet: {} }),
      call('monitoring', 'GetMetricData'),
      ...(random.chance(0.5) ? [call('compute-optimizer', 'GetEC2InstanceRecommendations')] : []),
    ];
  },
};

/** Quotas are watched, so that growth is not stopped by one. */
export const quotasWatched: Work = {
  gapMs: 1000,
  run: (_, startMs) => {
    const call = callAs(serviceAtWork(linkedRoles.trustedAdvisor, 'trustedadvisor', 'TrustedAdvisor', startMs));
    return ['ec2', 'lambda', 'rds', 'vpc', 'elasticloadbalancing'].map((serviceCode) =>
      call('servicequotas', 'ListServiceQuotas', { serviceCode }),
    );
  },
};

/** AWS renews a certificate, and says so in a service event. */
export const certificatesRenewed: Work = {
  gapMs: 1000,
  run: () => [
    {
      caller: awsItself('acm'),
      service: 'acm',
      name: 'RenewCertificate',
      eventType: 'AwsServiceEvent',
      serviceDetails: { certificateName: 'shop.example.com', status: 'SUCCESS' },
    },
  ],
};

const guards = [
  ['access-analyzer', linkedRoles.accessAnalyzer],
  ['guardduty', linkedRoles.guardDuty],
  ['securityhub', linkedRoles.securityHub],
  ['inspector2', linkedRoles.inspector],
  ['trustedadvisor', linkedRoles.trustedAdvisor],
] as const;

const guardLooks: readonly Look[] = [
  { service: 'iam', name: 'GetRole', request: { roleName: 'shop-worker' } },
  { service: 'iam', name: 'ListRoles' },
  { service: 's3', name: 'GetBucketPolicyStatus', request: { bucketName: buckets.exports } },
  { service: 'kms', name: 'GetKeyPolicy', request: { keyId: keys.customers, policyName: 'default' } },
  { service: 'ec2', name: 'DescribeSecurityGroups', request: { securityGroupSet: {} } },
  { service: 'ec2', name: 'DescribeSnapshots', request: { snapshotSet: {} } },
  { service: 'lambda', name: 'ListFunctions20150331' },
  { service: 'ecr', name: 'DescribeRepositories' },
  { service: 'sqs', name: 'GetQueueAttributes' },
  { service: 'secretsmanager', name: 'GetResourcePolicy', request: { secretId: 'shop/database' } },
];

function vendor(session: string): Caller {
  return {
    identity: { type: 'AWSAccount', principalId: `AROAEXAMPLEVENDOR:${session}`, accountId: auditorAccountId },
    sourceIPAddress: '198.51.100.140',
    userAgent: agents.boto3,
  };
}
