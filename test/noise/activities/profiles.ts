import type { Call } from '../../../samples/generator/call.ts';
import { assumeRole } from '../../../samples/generator/calls/assume-role.ts';
import { accessKeyId, addresses, agents, arn } from '../../../samples/generator/company/account.ts';
import { type Caller, keyUser, roleSession } from '../../../samples/generator/company/callers.ts';
import { buckets, repositories, servers } from '../../../samples/generator/company/estate.ts';
import type { Random } from '../../../samples/generator/random.ts';
import { type CallAs, callAs } from '../call-as.ts';
import { callObject } from '../call-object.ts';
import { anyPerson, homes, monthRoles, withSecondFactor } from '../staff.ts';
import type { Work } from './work.ts';

/** A host in the company's own data centre, whose programs take roles with the key of a user. */
const dataCentre = '192.0.2.150';

const goAgent =
  'aws-sdk-go-v2/1.36.3 ua/2.1 os/linux lang/go#1.23.6 md/GOOS#linux md/GOARCH#amd64 api/secretsmanager#1.34.4';

/** People work with a profile that takes the operators' role: the command line names the session itself. */
export const profileUsed: Work = {
  gapMs: 15_000,
  run: (random, startMs) => {
    const { asked, session } = takeProfile(random, startMs);
    return [asked, ...random.pick(tasks)(callAs(session), random)];
  },
};

/** Someone fetches a folder of files at once, to look into a complaint. */
export const folderFetched: Work = {
  gapMs: 700,
  run: (random, startMs) => {
    const { asked, session } = takeProfile(random, startMs);
    return [
      asked,
      callObject(session, 'ListObjects', buckets.exports, undefined, { 'list-type': '2', prefix: 'complaint-118/' }),
      ...Array.from({ length: 300 }, (_, at) =>
        callObject(session, 'GetObject', buckets.exports, `complaint-118/${at}.json`),
      ),
    ];
  },
};

/** A program in Go tells the warehouse each hour what is in stock. */
export const stockReported: Work = {
  gapMs: 2000,
  run: (_, startMs) => {
    const origin = { from: dataCentre, agent: goAgent };
    const session = `aws-go-sdk-${startMs}000000`;
    const call = callAs(roleSession(monthRoles.reporter, session, origin, startMs));
    return [
      assumeRole(keyOfHost(origin.agent), monthRoles.reporter, session, startMs),
      call('sts', 'GetCallerIdentity'),
      call('ssm', 'GetParametersByPath', { path: '/stock/', recursive: true, withDecryption: true }),
      call('secretsmanager', 'GetSecretValue', { secretId: 'shop/warehouse' }),
      call('dynamodb', 'DescribeTable', { tableName: 'shop' }),
    ];
  },
};

/** A nightly job in Python throws away what the data centre keeps in the account: old database copies, images, files. */
export const dataCentreTidied: Work = {
  gapMs: 5000,
  run: (random, startMs) => {
    const origin = { from: dataCentre, agent: agents.boto3 };
    const session = profileSession(startMs);
    const caller = roleSession(monthRoles.tidyUp, session, origin, startMs);
    const call = callAs(caller);
    return [
      assumeRole(keyOfHost(origin.agent), monthRoles.tidyUp, session, startMs),
      call('rds', 'DescribeDBSnapshots', { snapshotType: 'manual' }),
      ...Array.from({ length: 1 + random.below(2) }, () =>
        call('rds', 'DeleteDBSnapshot', { dBSnapshotIdentifier: `warehouse-${random.hex(6)}` }),
      ),
      call('ecr', 'BatchDeleteImage', {
        repositoryName: random.pick(repositories),
        imageIds: [{ imageTag: `main-${random.hex(7)}` }],
      }),
      ...Array.from({ length: 2 + random.below(3) }, () =>
        callObject(caller, 'DeleteObjects', buckets.exports, undefined, { delete: '' }),
      ),
    ];
  },
};

type Task = (call: CallAs, random: Random) => readonly Call[];

const tasks: readonly Task[] = [
  (call) => [
    call('logs', 'DescribeLogStreams', { logGroupName: '/aws/lambda/shop-checkout', orderBy: 'LastEventTime' }),
    ...Array.from({ length: 4 }, () =>
      call('logs', 'FilterLogEvents', { logGroupName: '/aws/lambda/shop-checkout', filterPattern: 'ERROR' }),
    ),
  ],
  (call, random) => [
    call('ec2', 'DescribeInstances', { instancesSet: { items: [{ instanceId: random.pick(servers) }] } }),
    call('ec2', 'DescribeInstanceStatus', { instancesSet: {}, filterSet: {} }),
    call('elasticloadbalancing', 'DescribeTargetHealth'),
    call('monitoring', 'DescribeAlarms', { stateValue: 'ALARM' }),
  ],
  (call, random) => {
    const service = random.pick(['search', 'mail', 'feeds']);
    return [
      call('ecs', 'DescribeServices', { cluster: 'shop', services: [service] }),
      call('ecs', 'UpdateService', { cluster: 'shop', service, forceNewDeployment: true }),
      call('ecs', 'DescribeServices', { cluster: 'shop', services: [service] }),
    ];
  },
];

/** The operators' role by a profile; two of three profiles ask for a second factor. */
function takeProfile(random: Random, startMs: number): { readonly asked: Call; readonly session: Caller } {
  const person = anyPerson(random);
  const origin = { from: random.chance(0.4) ? homes[person] : addresses.office, agent: agents.cli };
  const name = profileSession(startMs);
  const asked = assumeRole(keyUser(person, accessKeyId(person), origin), monthRoles.operator, name, startMs);
  const session = roleSession(monthRoles.operator, name, origin, startMs);
  if (random.chance(0.33)) return { asked, session };
  const serialNumber = arn('iam', '', `mfa/${person}`);
  return { asked: { ...asked, request: { ...asked.request, serialNumber } }, session: withSecondFactor(session) };
}

/** What botocore, the command line's and boto3's core, calls a session that it takes for a profile. */
function profileSession(startMs: number): string {
  return `botocore-session-${Math.floor(startMs / 1000)}`;
}

function keyOfHost(agent: string): Caller {
  return keyUser('warehouse-host', accessKeyId('warehouse-host'), { from: dataCentre, agent });
}
