import type { Call } from '../../../samples/generator/call.ts';
import { assumeRole } from '../../../samples/generator/calls/assume-role.ts';
import { look } from '../../../samples/generator/calls/read.ts';
import { refuse } from '../../../samples/generator/calls/refuse.ts';
import { accountId, addresses, agents, arn } from '../../../samples/generator/company/account.ts';
import { awsService, type Caller, roleArn, roleSession, through } from '../../../samples/generator/company/callers.ts';
import { functions, keyResource, keys, roles, servers } from '../../../samples/generator/company/estate.ts';
import type { Random } from '../../../samples/generator/random.ts';
import { callAs } from '../call-as.ts';
import { homeArn, monthRoles, worker } from '../staff.ts';
import type { Work } from './work.ts';

/** The cluster's own identity provider. */
const clusterProvider = 'oidc.eks.eu-central-1.example.com/id/EXAMPLE539D4633E53DE1B716D3041E';

const secretNames = ['database', 'payments', 'mail', 'search', 'sessions', 'partners', 'tax', 'maps'] as const;

/** Each server's role is renewed by EC2. */
export const serverRolesTaken: Work = {
  gapMs: 900,
  run: (random, startMs) => [assumeRole(awsService('ec2'), roles.webServer, random.pick(servers), startMs)],
};

/** Pods of the cluster take their roles by the cluster's own identity provider. */
export const podRolesTaken: Work = {
  gapMs: 800,
  run: (random, startMs) => {
    const provider = arn('iam', '', `oidc-provider/${clusterProvider}`);
    const userName = 'system:serviceaccount:shop:order-api';
    const session = `order-api-${Math.floor(startMs / 1000)}`;
    const caller: Caller = {
      identity: {
        type: 'WebIdentityUser',
        principalId: `${provider}:sts.amazonaws.com:${userName}`,
        userName,
        identityProvider: provider,
      },
      sourceIPAddress: addresses.workloads,
      userAgent: agents.nodeSdk,
    };
    const secret = random.pick(secretNames);
    const call = callAs(worker(monthRoles.orderApi, session, startMs));
    return [
      callAs(caller)(
        'sts',
        'AssumeRoleWithWebIdentity',
        { roleArn: roleArn(monthRoles.orderApi), roleSessionName: session },
        { resources: [{ accountId, type: 'AWS::IAM::Role', ARN: roleArn(monthRoles.orderApi) }] },
      ),
      call('secretsmanager', 'GetSecretValue', { secretId: `shop/${secret}` }),
      call('ssm', 'GetParametersByPath', { path: '/order-api/', recursive: true, withDecryption: true }),
    ];
  },
};

/** Pods with programs in Python do the same; there the library names the session, as it does for a person's profile. */
export const pythonPodsWork: Work = {
  gapMs: 1200,
  run: (random, startMs) => {
    const provider = arn('iam', '', `oidc-provider/${clusterProvider}`);
    const userName = 'system:serviceaccount:data:forecasts';
    const session = `botocore-session-${Math.floor(startMs / 1000)}`;
    const origin = { from: addresses.workloads, agent: agents.boto3 };
    const who: Caller = {
      identity: {
        type: 'WebIdentityUser',
        principalId: `${provider}:sts.amazonaws.com:${userName}`,
        userName,
        identityProvider: provider,
      },
      sourceIPAddress: origin.from,
      userAgent: origin.agent,
    };
    const taken = roleSession(monthRoles.forecasts, session, origin, startMs);
    const sessionContext = {
      ...Object(taken.identity['sessionContext']),
      webIdFederationData: { federatedProvider: provider, attributes: {} },
    };
    const call = callAs({ ...taken, identity: { ...taken.identity, sessionContext } });
    return [
      callAs(who)(
        'sts',
        'AssumeRoleWithWebIdentity',
        { roleArn: roleArn(monthRoles.forecasts), roleSessionName: session, durationSeconds: 3600 },
        { resources: [{ accountId, type: 'AWS::IAM::Role', ARN: roleArn(monthRoles.forecasts) }] },
      ),
      call('secretsmanager', 'GetSecretValue', { secretId: 'shop/database' }),
      call('ssm', 'GetParameter', { name: '/forecasts/settings', withDecryption: true }),
      call('sagemaker', 'DescribeEndpoint', { endpointName: 'forecasts' }),
      ...(random.chance(0.2) ? [call('glue', 'GetPartitions', { databaseName: 'shop', tableName: 'orders' })] : []),
    ];
  },
};

/** Encrypted things are read and written: AWS services ask the key service for the applications. */
export const keysUsed: Work = {
  gapMs: 700,
  run: (random, startMs) => {
    const caller = worker(random.pick([roles.shopWorker, roles.exportWorker, monthRoles.orderApi]), 'shop', startMs);
    const service = random.pick(['s3', 'secretsmanager', 'dynamodb', 'lambda', 'sqs'] as const);
    const key = random.pick(Object.values(keys));
    const name = random.pick(['Decrypt', 'Decrypt', 'GenerateDataKey'] as const);
    const encryptionContext = { 'aws:s3:arn': 'arn:aws:s3:::example-customer-exports' };
    return [
      callAs(through(caller, service))(
        'kms',
        name,
        { keyId: key, encryptionContext },
        { resources: [keyResource(key)] },
      ),
    ];
  },
};

/** Functions read their secrets when they start. */
export const secretsRead: Work = {
  gapMs: 900,
  run: (random, startMs) => {
    const functionName = random.pick(functions);
    const caller = worker(
      functionName === 'customer-export' ? roles.exportWorker : roles.shopWorker,
      functionName,
      startMs,
    );
    return [callAs(caller)('secretsmanager', 'GetSecretValue', { secretId: `shop/${random.pick(secretNames)}` })];
  },
};

/** The cluster's secrets are compared with Secrets Manager each hour: every secret is read within a minute. */
export const secretsSynced: Work = {
  gapMs: 1200,
  run: (random, startMs) => {
    const call = callAs(worker(monthRoles.secretSync, 'external-secrets', startMs));
    return [
      call('secretsmanager', 'ListSecrets', { maxResults: 100 }),
      ...Array.from({ length: 40 }, (_, at) =>
        call('secretsmanager', 'GetSecretValue', { secretId: `shop/${secretNames[at % 8]}-${at}` }),
      ),
      ...(random.chance(0.2)
        ? [call('secretsmanager', 'BatchGetSecretValue', { filters: [{ key: 'name', values: ['shop/'] }] })]
        : []),
    ];
  },
};

/** A database password is changed by the function that is there for it. */
export const secretRotated: Work = {
  gapMs: 5000,
  run: (random, startMs) => {
    const call = callAs(worker(monthRoles.secretRotation, 'rotate', startMs));
    const secretId = homeArn('secretsmanager', 'secret:shop/database-A1b2C3');
    const clientRequestToken = random.uuid();
    return [
      call('secretsmanager', 'DescribeSecret', { secretId }),
      call('secretsmanager', 'GetSecretValue', { secretId, versionStage: 'AWSCURRENT' }),
      call('secretsmanager', 'GetRandomPassword', { excludeCharacters: '/@"\'' }),
      call('secretsmanager', 'PutSecretValue', { secretId, clientRequestToken, versionStages: ['AWSPENDING'] }),
      call('secretsmanager', 'UpdateSecretVersionStage', {
        secretId,
        versionStage: 'AWSCURRENT',
        moveToVersionId: clientRequestToken,
      }),
    ];
  },
};

/** Functions and containers begin new log streams. */
export const logStreamsBegun: Work = {
  gapMs: 900,
  run: (random, startMs) => {
    const functionName = random.pick(functions);
    const call = callAs(worker(roles.shopWorker, functionName, startMs));
    return [
      call('logs', 'CreateLogStream', { logGroupName: `/aws/lambda/${functionName}`, logStreamName: random.hex(32) }),
    ];
  },
};

/** The shop's chat window asks a model. */
export const modelAsked: Work = {
  gapMs: 2000,
  run: (_, startMs) => {
    const call = callAs(worker(monthRoles.chatAssistant, 'chat', startMs));
    return [call('bedrock', 'InvokeModel', { modelId: 'eu.amazon.nova-lite-v1:0' })];
  },
};

/** Names of preview environments and services follow the cluster. */
export const namesSynced: Work = {
  gapMs: 2000,
  run: (random, startMs) => {
    const call = callAs(worker(monthRoles.dnsSync, 'external-dns', startMs));
    const resourceRecordSet = { name: `svc-${random.below(40)}.internal.example.com`, type: 'A', tTL: 60 };
    return [
      call('route53', 'ListResourceRecordSets', { hostedZoneId: 'Z0EXAMPLEINTERNAL' }),
      ...(random.chance(0.3)
        ? [
            call('route53', 'ChangeResourceRecordSets', {
              hostedZoneId: 'Z0EXAMPLEINTERNAL',
              changeBatch: { changes: [{ action: 'UPSERT', resourceRecordSet }] },
            }),
          ]
        : []),
    ];
  },
};

/** Tables are asked in SQL, jobs run at night. */
export const dataAsked: Work = {
  gapMs: 3000,
  run: (random, startMs) => {
    const call = callAs(worker(monthRoles.dataJobs, 'reports', startMs, agents.boto3));
    const queryExecutionId = random.uuid();
    return [
      call('glue', 'GetTable', { databaseName: 'shop', name: 'orders' }),
      call('athena', 'StartQueryExecution', { workGroup: 'reports', queryString: 'HIDDEN_DUE_TO_SECURITY_REASONS' }),
      call('athena', 'GetQueryExecution', { queryExecutionId }),
      call('athena', 'GetQueryResults', { queryExecutionId }),
    ];
  },
};

/** Addresses that attack the shop are put on the web firewall's list, and taken off. */
export const addressesBlocked: Work = {
  gapMs: 2000,
  run: (random, startMs) => {
    const call = callAs(worker(monthRoles.blockList, 'block-list', startMs));
    const set = { name: 'blocked', scope: 'REGIONAL', id: 'a1b2c3d4-5678-90ab-cdef-EXAMPLE11111' };
    return [
      call('wafv2', 'GetIPSet', set),
      call('wafv2', 'UpdateIPSet', {
        ...set,
        addresses: [`198.51.100.${100 + random.below(100)}/32`],
        lockToken: random.uuid(),
      }),
    ];
  },
};

/** A release asks for things that its role may not have, every half minute, until somebody reverts it after two hours. */
export const releaseLacksPermission: Work = {
  gapMs: 40_000,
  run: (random, startMs) => {
    const caller = worker(monthRoles.orderApi, 'order-api-canary', startMs);
    return Array.from({ length: 360 }, () => refuse(look(caller, random.pick(refusedLooks)), '*'));
  },
};

const refusedLooks = [
  { service: 'ssm', name: 'GetParameter', request: { name: '/order-api/flags' } },
  { service: 'sqs', name: 'GetQueueUrl', request: { queueName: 'orders-v2' } },
  { service: 'kms', name: 'GenerateDataKey' },
] as const;

/** Someone new clicks through the console with few permissions: much of a page stays empty. */
export function refusedPage(caller: Caller, random: Random): readonly Call[] {
  return pageLooks.filter(() => random.chance(0.7)).map((each) => refuse(look(caller, each)));
}

const pageLooks = [
  { service: 'ec2', name: 'DescribeInstances' },
  { service: 'ec2', name: 'DescribeVolumes' },
  { service: 'ec2', name: 'DescribeKeyPairs' },
  { service: 'ec2', name: 'DescribeLaunchTemplates' },
  { service: 'autoscaling', name: 'DescribeAutoScalingGroups' },
  { service: 'monitoring', name: 'DescribeAlarms' },
  { service: 'cost-optimization-hub', name: 'ListRecommendations' },
  { service: 'ce', name: 'GetCostAndUsage' },
  { service: 'notifications', name: 'ListNotificationEvents' },
  { service: 'organizations', name: 'DescribeOrganization' },
  { service: 'rds', name: 'DescribeDBInstances' },
  { service: 'sns', name: 'ListTopics' },
] as const;
