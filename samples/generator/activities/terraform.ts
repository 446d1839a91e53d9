import { atHours, either, officeHours } from '../calendar.ts';
import type { Call } from '../call.ts';
import { assumeRole } from '../calls/assume-role.ts';
import { callBucket } from '../calls/bucket.ts';
import { type Look, look } from '../calls/read.ts';
import { accessKeyId, addresses, agents, arn, homeRegion } from '../company/account.ts';
import { type Caller, keyUser, roleSession } from '../company/callers.ts';
import { buckets, functions, keys, roles, servers, webSecurityGroup } from '../company/estate.ts';
import type { Random } from '../random.ts';
import { type Activity, pickSome } from './activity.ts';

const session = 'terraform';

const planLooks: readonly Look[] = [
  ...Object.values(roles).map(({ name }) => ({ service: 'iam', name: 'GetRole', request: { roleName: name } })),
  ...Object.values(roles).map(({ name }) => ({
    service: 'iam',
    name: 'ListAttachedRolePolicies',
    request: { roleName: name },
  })),
  ...Object.values(keys).map((keyId) => ({ service: 'kms', name: 'DescribeKey', request: { keyId } })),
  ...functions.map((functionName) => ({ service: 'lambda', name: 'GetFunction20150331v2', request: { functionName } })),
  { service: 'ec2', name: 'DescribeVpcs', request: { vpcSet: {}, filterSet: {} } },
  { service: 'ec2', name: 'DescribeSubnets', request: { subnetSet: {}, filterSet: {} } },
  { service: 'ec2', name: 'DescribeRouteTables', request: { routeTableIdSet: {}, filterSet: {} } },
  {
    service: 'ec2',
    name: 'DescribeSecurityGroups',
    request: { securityGroupSet: {}, securityGroupIdSet: { items: [{ groupId: webSecurityGroup }] } },
  },
  { service: 'rds', name: 'DescribeDBInstances', request: { dBInstanceIdentifier: 'shop' } },
  { service: 'cloudtrail', name: 'DescribeTrails', request: { trailNameList: ['ops-trail'] } },
];
const bucketLooks = [
  ['GetBucketPolicy', 'policy'],
  ['GetBucketVersioning', 'versioning'],
  ['GetBucketEncryption', 'encryption'],
  ['GetBucketTagging', 'tagging'],
] as const;

/** Terraform compares the account with its plan, and now and then changes some small thing. */
export const terraform: Activity = {
  rhythm: either(officeHours(0.6), atHours([4], 1)),
  typicalCalls: 24,
  gapMs: 1200,
  burst: (random, startMs) => {
    const origin = { from: random.pick(addresses.ciRunners), agent: agents.terraform };
    const user = keyUser('automation', accessKeyId('automation'), origin);
    const caller = roleSession(roles.terraform, session, origin, startMs);
    return [
      assumeRole(user, roles.terraform, session, startMs),
      ...pickSome(random, planLooks, 12 + random.below(6)).map((each) => look(caller, each)),
      ...pickSome(random, bucketLooks, 6).map(([name, query]) =>
        callBucket(caller, name, random.pick(Object.values(buckets)), query),
      ),
      ...(random.chance(0.35) ? apply(caller, random) : []),
    ];
  },
};

function apply(caller: Caller, random: Random): readonly Call[] {
  const functionName = random.pick(functions);
  return [
    {
      caller,
      service: 'ec2',
      name: 'CreateTags',
      request: {
        resourcesSet: { items: [{ resourceId: random.pick(servers) }] },
        tagSet: { items: [{ key: 'cost-centre', value: `cc-${1 + random.below(9)}` }] },
      },
    },
    {
      caller,
      service: 'monitoring',
      name: 'PutMetricAlarm',
      request: {
        alarmName: `${functionName}-errors`,
        alarmActions: [arn('sns', homeRegion, 'on-call')],
        threshold: 1 + random.below(20),
        comparisonOperator: 'GreaterThanThreshold',
      },
    },
  ];
}
