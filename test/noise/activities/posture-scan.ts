import { assumeRole } from '../../../samples/generator/calls/assume-role.ts';
import { callBucket } from '../../../samples/generator/calls/bucket.ts';
import { type Look, look } from '../../../samples/generator/calls/read.ts';
import { refuse } from '../../../samples/generator/calls/refuse.ts';
import { addresses, agents } from '../../../samples/generator/company/account.ts';
import { auditor, roleSession } from '../../../samples/generator/company/callers.ts';
import { buckets, functions, keys, people, roles } from '../../../samples/generator/company/estate.ts';
import type { Random } from '../../../samples/generator/random.ts';
import type { Work } from './work.ts';

/** The auditors' scanner reads everything that may be read, in all regions that are open: more than a thousand calls in half an hour. */
export const postureScanned: Work = {
  gapMs: 2500,
  run: (random, startMs) => {
    const session = 'full-posture-scan';
    const origin = { from: addresses.scanner, agent: agents.boto3 };
    const caller = roleSession(roles.scanner, session, origin, startMs);
    const looks = scannedRegions.flatMap((region) =>
      regionalLooks.flatMap(([service, names]) => names.map((name) => look(caller, { service, name, region }))),
    );
    const global = globalLooks.flatMap(([service, names]) => names.map((name) => look(caller, { service, name })));
    const each = [
      ...people.flatMap((userName) =>
        ['ListAccessKeys', 'ListMFADevices', 'ListUserPolicies', 'ListAttachedUserPolicies', 'GetLoginProfile'].map(
          (name) => look(caller, { service: 'iam', name, request: { userName } }),
        ),
      ),
      ...Object.values(roles).flatMap(({ name: roleName }) =>
        ['GetRole', 'ListRolePolicies', 'ListAttachedRolePolicies'].map((name) =>
          look(caller, { service: 'iam', name, request: { roleName } }),
        ),
      ),
      ...Object.values(buckets).flatMap((bucket) =>
        ['GetBucketAcl', 'GetBucketPolicy', 'GetBucketEncryption', 'GetBucketLogging', 'GetBucketVersioning'].map(
          (name) => callBucket(caller, name, bucket, name.slice('GetBucket'.length).toLowerCase()),
        ),
      ),
      ...functions.map((functionName) =>
        look(caller, { service: 'lambda', name: 'GetPolicy20150331v2', request: { functionName } }),
      ),
      ...Object.values(keys).map((keyId) => look(caller, { service: 'kms', name: 'GetKeyPolicy', request: { keyId } })),
    ];
    const denied = deniedLooks.map((each) => refuse(look(caller, each)));
    return [
      assumeRole(auditor(session), roles.scanner, session, startMs),
      ...shuffle(random, [...looks, ...global, ...each, ...denied]),
    ];
  },
};

const scannedRegions = ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2'] as const;

/** What a scanner asks each region for: services, and calls of each. */
export const regionalLooks: readonly (readonly [string, readonly string[]])[] = [
  [
    'ec2',
    [
      'DescribeInstances',
      'DescribeSecurityGroups',
      'DescribeNetworkAcls',
      'DescribeVpcs',
      'DescribeSubnets',
      'DescribeFlowLogs',
    ],
  ],
  [
    'ec2',
    [
      'DescribeSnapshots',
      'DescribeImages',
      'DescribeVolumes',
      'DescribeAddresses',
      'DescribeVpcEndpoints',
      'DescribeRouteTables',
    ],
  ],
  [
    'ec2',
    ['GetEbsEncryptionByDefault', 'DescribeSnapshotAttribute', 'DescribeImageAttribute', 'DescribeInstanceAttribute'],
  ],
  ['rds', ['DescribeDBInstances', 'DescribeDBSnapshots', 'DescribeDBSnapshotAttributes', 'DescribeDBClusters']],
  ['lambda', ['ListFunctions20150331', 'GetAccountSettings20160819']],
  ['kms', ['ListKeys', 'ListAliases', 'ListGrants']],
  ['secretsmanager', ['ListSecrets']],
  ['ssm', ['DescribeParameters', 'DescribeInstanceInformation', 'GetInventory']],
  ['sns', ['ListTopics', 'GetTopicAttributes']],
  ['sqs', ['ListQueues', 'GetQueueAttributes']],
  ['dynamodb', ['ListTables', 'DescribeTable', 'DescribeContinuousBackups']],
  ['ecr', ['DescribeRepositories', 'GetRepositoryPolicy']],
  ['eks', ['ListClusters', 'DescribeCluster']],
  ['ecs', ['ListClusters', 'ListTaskDefinitions', 'DescribeTaskDefinition']],
  ['cloudtrail', ['DescribeTrails', 'GetTrailStatus', 'GetEventSelectors', 'ListEventDataStores']],
  ['config', ['DescribeConfigurationRecorders', 'DescribeConfigurationRecorderStatus', 'DescribeDeliveryChannels']],
  ['guardduty', ['ListDetectors', 'GetDetector', 'ListFilters', 'ListIPSets']],
  ['securityhub', ['DescribeHub', 'GetEnabledStandards']],
  ['logs', ['DescribeLogGroups', 'DescribeMetricFilters', 'DescribeSubscriptionFilters']],
  ['monitoring', ['DescribeAlarms']],
  ['elasticloadbalancing', ['DescribeLoadBalancers', 'DescribeListeners']],
  ['ses', ['ListIdentities', 'GetSendQuota', 'GetAccountSendingEnabled']],
  ['backup', ['ListBackupVaults', 'ListBackupPlans', 'GetBackupVaultAccessPolicy']],
  ['bedrock', ['ListFoundationModels', 'GetModelInvocationLoggingConfiguration']],
];

/** What it asks once. */
export const globalLooks: readonly (readonly [string, readonly string[]])[] = [
  [
    'iam',
    [
      'GetAccountSummary',
      'GetAccountPasswordPolicy',
      'GenerateCredentialReport',
      'GetCredentialReport',
      'ListUsers',
      'ListRoles',
    ],
  ],
  [
    'iam',
    [
      'ListGroups',
      'ListPolicies',
      'ListVirtualMFADevices',
      'ListSAMLProviders',
      'GetAccountAuthorizationDetails',
      'ListAccountAliases',
    ],
  ],
  ['sts', ['GetCallerIdentity']],
  ['s3', ['ListBuckets', 'GetAccountPublicAccessBlock']],
  ['organizations', ['DescribeOrganization']],
];

/** What a reader of settings may not see: contents, and what only the organisation's own account knows. */
const deniedLooks: readonly Look[] = [
  { service: 'organizations', name: 'ListAccounts' },
  { service: 'organizations', name: 'ListPolicies' },
  { service: 'sso', name: 'ListInstances' },
  { service: 'support', name: 'DescribeTrustedAdvisorChecks' },
  { service: 'shield', name: 'DescribeSubscription' },
  { service: 'macie2', name: 'GetMacieSession' },
  { service: 'account', name: 'GetAlternateContact' },
  { service: 'account', name: 'GetContactInformation' },
];

function shuffle<T>(random: Random, values: readonly T[]): readonly T[] {
  return values
    .map((value) => ({ value, at: random.below(1_000_000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
