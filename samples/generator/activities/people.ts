import { allDay, either, officeHours } from '../calendar.ts';
import { type Look, look } from '../calls/read.ts';
import { failSignIn, hiddenUser, signIn } from '../calls/sign-in.ts';
import { userIdentity } from '../company/callers.ts';
import { functions, people, stacks } from '../company/estate.ts';
import { officeOrigin, personAtWork } from '../company/person-at-work.ts';
import { type Activity, pickSome } from './activity.ts';

/** What the console asks for while a person clicks around. */
const consoleLooks: readonly Look[] = [
  { service: 'ec2', name: 'DescribeInstances', request: { maxResults: 1000, instancesSet: {}, filterSet: {} } },
  { service: 'ec2', name: 'DescribeInstanceStatus', request: { maxResults: 1000, includeAllInstances: false } },
  { service: 'ec2', name: 'DescribeVolumes', request: { volumeSet: {}, filterSet: {} } },
  { service: 'ec2', name: 'DescribeSecurityGroups', request: { maxResults: 1000, securityGroupSet: {} } },
  { service: 'ec2', name: 'DescribeRegions', request: { regionSet: {}, allRegions: true } },
  { service: 'ec2', name: 'DescribeAccountAttributes', request: { filterSet: {} } },
  { service: 'monitoring', name: 'DescribeAlarms', request: { maxRecords: 100 } },
  { service: 'logs', name: 'DescribeLogGroups', request: { limit: 50 } },
  {
    service: 'health',
    name: 'DescribeEventAggregates',
    request: { aggregateField: 'eventTypeCategory' },
    region: 'us-east-1',
  },
  { service: 's3', name: 'ListBuckets', request: { Host: 's3.eu-central-1.amazonaws.com' } },
  { service: 'rds', name: 'DescribeDBInstances', request: { maxRecords: 100 } },
  { service: 'lambda', name: 'ListFunctions20150331', request: { maxItems: 50 } },
  { service: 'cloudtrail', name: 'LookupEvents', request: { maxResults: 50 } },
  { service: 'iam', name: 'GetAccountSummary' },
  { service: 'iam', name: 'ListMFADevices' },
  ...functions.map((functionName) => ({ service: 'lambda', name: 'GetFunction20150331v2', request: { functionName } })),
  ...stacks.map((stackName) => ({ service: 'cloudformation', name: 'DescribeStackResources', request: { stackName } })),
];

/** People sign in from the office with a second factor, and sometimes mistype their password. */
export const signIns: Activity = {
  rhythm: officeHours(0.8),
  typicalCalls: 1.2,
  gapMs: 25_000,
  burst: (random) => {
    const userName = random.pick(people);
    const origin = officeOrigin(userName, random);
    const who = { identity: userIdentity(userName), sourceIPAddress: origin.from, userAgent: origin.agent };
    const success = signIn(who, true);
    return random.chance(0.12) ? [failSignIn(random.chance(0.3) ? hiddenUser(who) : who), success] : [success];
  },
};

/** People look at things in the console; on call, also at night and at weekends. */
export const browsing: Activity = {
  rhythm: either(officeHours(5), allDay(0.06)),
  typicalCalls: 6,
  gapMs: 9000,
  burst: (random, startMs) => {
    const caller = personAtWork(random, startMs);
    return pickSome(random, consoleLooks, 3 + random.below(7)).map((each) => look(caller, each));
  },
};
