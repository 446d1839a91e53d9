import { timeOn } from '../calendar.ts';
import type { Call, ScriptedCall } from '../call.ts';
import { type Look, look } from '../calls/read.ts';
import { refuse } from '../calls/refuse.ts';
import { accessKeyId, addresses, agents } from '../company/account.ts';
import { type Caller, keyUser } from '../company/callers.ts';
import type { Random } from '../random.ts';
import { playOut } from './script.ts';

/** What the stolen key may see: it was made for a build job that also kept its own users. */
const allowed: readonly Look[] = [
  { service: 'iam', name: 'GetUser' },
  { service: 'iam', name: 'ListUsers' },
  { service: 'iam', name: 'ListAttachedUserPolicies', request: { userName: 'deploy-bot' } },
  { service: 'iam', name: 'ListUserPolicies', request: { userName: 'deploy-bot' } },
  { service: 'iam', name: 'ListGroups' },
  { service: 's3', name: 'ListBuckets', request: { Host: 's3.amazonaws.com' } },
  { service: 'ecr', name: 'DescribeRepositories' },
];

/** What it asks for in vain, in each of these regions. */
const wanted: readonly Look[] = [
  { service: 'ec2', name: 'DescribeInstances' },
  { service: 'ec2', name: 'DescribeSnapshots' },
  { service: 'ec2', name: 'DescribeSecurityGroups' },
  { service: 'secretsmanager', name: 'ListSecrets' },
  { service: 'ssm', name: 'DescribeParameters' },
  { service: 'rds', name: 'DescribeDBInstances' },
  { service: 'lambda', name: 'ListFunctions20150331' },
  { service: 'kms', name: 'ListKeys' },
  { service: 'cloudtrail', name: 'DescribeTrails' },
  { service: 'guardduty', name: 'ListDetectors' },
];
const wantedIn = ['eu-central-1', 'us-east-1', 'us-west-2', 'ap-southeast-2'] as const;

/** The leaked key as the intruder uses it: the ordinary user, a foreign address. */
export function stolenKey(): Caller {
  return keyUser('deploy-bot', accessKeyId('deploy-bot'), { from: addresses.intruder, agent: agents.boto3 });
}

/** Thursday, 22:47: the intruder asks who the key is, then tries what it can see; most of it is refused. */
export function tellFoothold(random: Random): readonly ScriptedCall[] {
  const caller = stolenKey();
  const refused: readonly Call[] = wantedIn.flatMap((region) =>
    wanted.map((each) => refuse(look(caller, { ...each, region }))),
  );
  return [
    ...playOut(
      timeOn('thursday', '22:47:13'),
      1,
      [{ caller, service: 'sts', name: 'GetCallerIdentity', region: 'us-east-1' }],
      random,
    ),
    ...playOut(
      timeOn('thursday', '22:48:02'),
      4000,
      allowed.map((each) => look(caller, each)),
      random,
    ),
    ...playOut(timeOn('thursday', '22:49:30'), 2500, refused, random),
    ...playOut(
      timeOn('thursday', '22:52:40'),
      3000,
      [refuse(look(caller, { service: 'organizations', name: 'DescribeOrganization' }))],
      random,
    ),
  ];
}
