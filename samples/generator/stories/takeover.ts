import { formatTime, timeOn } from '../calendar.ts';
import type { Call, ScriptedCall } from '../call.ts';
import { type Look, look } from '../calls/read.ts';
import { refuse } from '../calls/refuse.ts';
import { signIn } from '../calls/sign-in.ts';
import { accessKeyId, addresses, agents, arn, operationsTrail, principalId, trailName } from '../company/account.ts';
import { type Caller, consoleUser, userIdentity } from '../company/callers.ts';
import { trailArn } from '../company/estate.ts';
import type { Random } from '../random.ts';
import { stolenKey } from './foothold.ts';
import { playOut } from './script.ts';

/** The user that the intruder makes, and what its long-lived key is called. */
export const backdoorUser = 'support-ops';

const signInMs = timeOn('thursday', '23:12:26');
const origin = { from: addresses.intruderIpv6, agent: agents.firefox };

const firstLooks: readonly Look[] = [
  { service: 'ec2', name: 'DescribeInstances', request: { maxResults: 1000, instancesSet: {}, filterSet: {} } },
  {
    service: 'ec2',
    name: 'DescribeSnapshots',
    request: { maxResults: 100, ownersSet: { items: [{ owner: 'self' }] } },
  },
  { service: 's3', name: 'ListBuckets', request: { Host: 's3.eu-central-1.amazonaws.com' } },
  { service: 'kms', name: 'ListAliases' },
  { service: 'rds', name: 'DescribeDBInstances', request: { maxRecords: 100 } },
  { service: 'cloudtrail', name: 'DescribeTrails', request: { includeShadowTrails: true } },
  { service: 'cloudtrail', name: 'GetTrailStatus', request: { name: trailArn(operationsTrail) } },
];

/** The backdoor user in the console: signed in with a password alone. */
export function backdoorConsole(): Caller {
  return consoleUser(backdoorUser, false, origin, signInMs);
}

/** Thursday, 23:04: a user of the intruder's own, made an administrator; it signs in and puts out one of two trails. */
export function tellTakeover(random: Random): readonly ScriptedCall[] {
  const console = backdoorConsole();
  const visitor = { identity: userIdentity(backdoorUser), sourceIPAddress: origin.from, userAgent: origin.agent };
  const stop = (trail: string): Call => ({
    caller: console,
    service: 'cloudtrail',
    name: 'StopLogging',
    request: { name: trailArn(trail) },
  });
  return [
    ...playOut(
      timeOn('thursday', '23:04:51'),
      9000,
      makeAdministrator(stolenKey(), timeOn('thursday', '23:04:51')),
      random,
    ),
    { timeMs: signInMs, call: signIn(visitor, false) },
    ...playOut(
      timeOn('thursday', '23:13:05'),
      20_000,
      firstLooks.map((each) => look(console, each)),
      random,
    ),
    {
      timeMs: timeOn('thursday', '23:20:17'),
      call: refuse(stop(trailName), trailArn(trailName), 'organization'),
    },
    { timeMs: timeOn('thursday', '23:20:58'), call: stop(operationsTrail), deliveredTwice: true },
  ];
}

function makeAdministrator(caller: Caller, timeMs: number): readonly Call[] {
  const userName = backdoorUser;
  const createDate = formatTime(timeMs);
  const user = {
    path: '/',
    userName,
    userId: principalId('AIDA', userName),
    arn: arn('iam', '', `user/${userName}`),
    createDate,
  };
  const accessKey = { accessKeyId: accessKeyId(userName), status: 'Active', userName, createDate };
  const iam = (name: string, request: Call['request'] & object, response?: Call['response'] & object): Call => ({
    caller,
    service: 'iam',
    name,
    request,
    ...(response === undefined ? {} : { response }),
  });
  return [
    iam('CreateUser', { userName }, { user }),
    iam('CreateAccessKey', { userName }, { accessKey }),
    iam('AttachUserPolicy', { userName, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    iam(
      'CreateLoginProfile',
      { userName, passwordResetRequired: false },
      { loginProfile: { userName, createDate, passwordResetRequired: false } },
    ),
  ];
}
