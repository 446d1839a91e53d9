import type { Call } from '../../../samples/generator/call.ts';
import { callBucket } from '../../../samples/generator/calls/bucket.ts';
import { openPort } from '../../../samples/generator/calls/open-port.ts';
import { signIn } from '../../../samples/generator/calls/sign-in.ts';
import { agents, resourceId } from '../../../samples/generator/company/account.ts';
import { type Caller, consoleUser, userIdentity } from '../../../samples/generator/company/callers.ts';
import { buckets, databaseSecurityGroup, functions } from '../../../samples/generator/company/estate.ts';
import { callAs } from '../call-as.ts';
import { anyPerson, homeArn, inConsole, onCall } from '../staff.ts';
import type { Work } from './work.ts';

/** A developer opens SSH for the own address at home, and closes it in the evening. */
export const homeLetIn: Work = {
  gapMs: 14_400_000,
  run: (random, startMs) => {
    const person = 'aylin.kaya';
    const caller = inConsole(person, random, startMs);
    const groupId = resourceId('sg', 'bastion');
    const range = {
      ipProtocol: 'tcp',
      fromPort: 22,
      toPort: 22,
      ipRanges: { items: [{ cidrIp: '198.51.100.63/32' }] },
    };
    return [
      openPort(caller, { groupId, port: 22, cidr: '198.51.100.63/32', description: 'Aylin at home' }),
      callAs(caller)('ec2', 'RevokeSecurityGroupIngress', { groupId, ipPermissions: { items: [range] } }),
    ];
  },
};

/** A developer puts a fix into a function by hand, and reads its secret to try it. */
export const functionPatched: Work = {
  gapMs: 30_000,
  run: (random, startMs) => {
    const call = callAs(inConsole(anyPerson(random), random, startMs));
    const functionName = random.pick(functions);
    return [
      call('lambda', 'GetFunction20150331v2', { functionName }),
      call('lambda', 'UpdateFunctionCode20150331v2', { functionName, publish: false, dryRun: false }),
      call('lambda', 'UpdateFunctionConfiguration20150331v2', { functionName, environment: {}, timeout: 30 }),
      ...(random.chance(0.3)
        ? [call('secretsmanager', 'GetSecretValue', { secretId: `${functionName}/settings` })]
        : []),
    ];
  },
};

/** CloudShell, for a quick look. */
export const shellOpened: Work = {
  gapMs: 5000,
  run: (random, startMs) => {
    const call = callAs(inConsole(anyPerson(random), random, startMs));
    return [
      call('cloudshell', 'CreateEnvironment'),
      call('cloudshell', 'CreateSession'),
      call('cloudshell', 'PutCredentials'),
    ];
  },
};

/** The office's address changed: the database port is opened for the new one, and closed for the old. */
export const portMoved: Work = {
  gapMs: 40_000,
  run: (random, startMs) => {
    const caller = inConsole('jonas.weber', random, startMs);
    const old = { ipProtocol: 'tcp', fromPort: 5432, toPort: 5432, ipRanges: { items: [{ cidrIp: '192.0.2.16/28' }] } };
    return [
      openPort(caller, { groupId: databaseSecurityGroup, port: 5432, cidr: '192.0.2.32/28', description: 'Office' }),
      callAs(caller)('ec2', 'RevokeSecurityGroupIngress', {
        groupId: databaseSecurityGroup,
        ipPermissions: { items: [old] },
      }),
    ];
  },
};

/** A bucket is made by hand for a report that goes to a partner by signed links. */
export const bucketMade: Work = {
  gapMs: 20_000,
  run: (random, startMs) => {
    const caller = inConsole('aylin.kaya', random, startMs);
    const bucket = `example-report-${random.hex(6)}`;
    return [
      callAs(caller)('s3', 'CreateBucket', { bucketName: bucket, Host: 's3.eu-central-1.amazonaws.com' }),
      callBucket(caller, 'PutBucketVersioning', bucket, 'versioning', {
        VersioningConfiguration: { Status: 'Enabled' },
      }),
      callBucket(caller, 'PutBucketLogging', bucket, 'logging', {
        BucketLoggingStatus: { LoggingEnabled: { TargetBucket: buckets.artifacts } },
      }),
    ];
  },
};

/** A first use of a service makes its role; a quota is raised. */
export const serviceFirstUsed: Work = {
  gapMs: 20_000,
  run: (random, startMs) => {
    const call = callAs(inConsole('piet.visser', random, startMs));
    return [
      call('iam', 'CreateServiceLinkedRole', {
        aWSServiceName: random.pick(['batch.amazonaws.com', 'elasticache.amazonaws.com']),
      }),
      call('servicequotas', 'RequestServiceQuotaIncrease', {
        serviceCode: 'ec2',
        quotaCode: 'L-1216C47A',
        desiredValue: 256,
      }),
    ];
  },
};

/** Someone on a train looks at things from a telephone. */
export const lookedFromRoad: Work = {
  gapMs: 15_000,
  run: (random, startMs) => {
    const person = random.pick(onCall);
    const origin = { from: `2001:db8:99:${random.below(90)}::7`, agent: agents.safari };
    const caller = consoleUser(person, true, origin, startMs);
    const who: Caller = { identity: userIdentity(person), sourceIPAddress: origin.from, userAgent: origin.agent };
    return [signIn(who, true), ...alarmPage(caller)];
  },
};

function alarmPage(caller: Caller): readonly Call[] {
  const call = callAs(caller);
  return [
    call('monitoring', 'DescribeAlarms', { stateValue: 'ALARM' }),
    call('logs', 'StartQuery', { logGroupName: '/aws/lambda/shop-checkout', queryString: 'fields @message' }),
    call('health', 'DescribeEventAggregates', { aggregateField: 'eventTypeCategory' }),
  ];
}

/** Topics get and lose subscribers. */
export const subscriberAdded: Work = {
  gapMs: 9000,
  run: (random, startMs) => {
    const call = callAs(inConsole(anyPerson(random), random, startMs));
    const topicArn = homeArn('sns', 'on-call');
    return [call('sns', 'Subscribe', { topicArn, protocol: 'email', endpoint: 'HIDDEN_DUE_TO_SECURITY_REASONS' })];
  },
};

/** Someone asks the tables in SQL, in the console. */
export const tablesAsked: Work = {
  gapMs: 8000,
  run: (random, startMs) => {
    const call = callAs(inConsole(anyPerson(random), random, startMs));
    const queries = Array.from({ length: 1 + random.below(4) }, () => random.uuid());
    return [
      call('athena', 'ListWorkGroups'),
      call('glue', 'GetDatabases'),
      call('glue', 'GetTables', { databaseName: 'shop' }),
      ...queries.flatMap((queryExecutionId) => [
        call(
          'athena',
          'StartQueryExecution',
          {
            clientRequestToken: random.uuid(),
            queryString: '***OMITTED***',
            queryExecutionContext: { database: 'shop', catalog: 'AwsDataCatalog' },
            workGroup: 'primary',
          },
          { response: { queryExecutionId } },
        ),
        call('athena', 'GetQueryExecution', { queryExecutionId }),
        call('athena', 'GetQueryResults', { queryExecutionId, maxResults: 100 }),
      ]),
    ];
  },
};
