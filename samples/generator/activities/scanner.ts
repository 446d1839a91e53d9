import { atHours } from '../calendar.ts';
import { assumeRole } from '../calls/assume-role.ts';
import { callBucket } from '../calls/bucket.ts';
import { type Look, look } from '../calls/read.ts';
import { refuse } from '../calls/refuse.ts';
import { addresses, agents } from '../company/account.ts';
import { auditor, roleSession } from '../company/callers.ts';
import { buckets, keys, people, roles, trailArn } from '../company/estate.ts';
import { type Activity, pickSome } from './activity.ts';

const session = 'posture-scan';

const scanLooks: readonly Look[] = [
  { service: 'ec2', name: 'DescribeSecurityGroups', request: { maxResults: 1000, securityGroupSet: {} } },
  { service: 'ec2', name: 'DescribeNetworkAcls', request: { networkAclIdSet: {}, filterSet: {} } },
  { service: 'ec2', name: 'DescribeFlowLogs' },
  { service: 'ec2', name: 'GetEbsEncryptionByDefault', request: { GetEbsEncryptionByDefaultRequest: '' } },
  { service: 'iam', name: 'GetAccountPasswordPolicy' },
  { service: 'iam', name: 'GetAccountSummary' },
  { service: 'iam', name: 'ListUsers', request: { maxItems: 100 } },
  { service: 'iam', name: 'GetCredentialReport' },
  ...people.map((userName) => ({ service: 'iam', name: 'ListAccessKeys', request: { userName } })),
  { service: 'cloudtrail', name: 'DescribeTrails', request: { includeShadowTrails: true } },
  { service: 'cloudtrail', name: 'GetTrailStatus', request: { name: trailArn('ops-trail') } },
  { service: 'config', name: 'DescribeConfigurationRecorders' },
  { service: 'guardduty', name: 'ListDetectors' },
  { service: 'rds', name: 'DescribeDBSnapshots', request: { snapshotType: 'manual' } },
  ...Object.values(keys).map((keyId) => ({ service: 'kms', name: 'GetKeyRotationStatus', request: { keyId } })),
];

/** The auditors' scanner reads the account's posture twice a day; two things it asks for it may not see. */
export const scanner: Activity = {
  rhythm: atHours([5, 13], 2),
  typicalCalls: 28,
  gapMs: 900,
  burst: (random, startMs) => {
    const caller = roleSession(roles.scanner, session, { from: addresses.scanner, agent: agents.boto3 }, startMs);
    const keyId = random.pick(Object.values(keys));
    return [
      assumeRole(auditor(session), roles.scanner, session, startMs),
      ...pickSome(random, scanLooks, 18).map((each) => look(caller, each)),
      ...Object.values(buckets).map((bucket) => callBucket(caller, 'GetBucketPolicyStatus', bucket, 'policyStatus')),
      ...Object.values(buckets).map((bucket) =>
        callBucket(caller, 'GetBucketPublicAccessBlock', bucket, 'publicAccessBlock'),
      ),
      refuse(look(caller, { service: 'kms', name: 'GetKeyPolicy', request: { keyId } }), keyId),
    ];
  },
};
