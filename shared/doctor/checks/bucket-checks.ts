import { judgeBucket } from '#shared/policy/judge-bucket.ts';
import type { AccessBlock } from '#shared/ports/cloud/buckets.ts';
import type { BucketFacts } from '#shared/ports/doctor/bucket-facts.ts';
import { requiresTls, strangeGrants, unboundGrants } from '../bucket-policy.ts';
import { type Check, judged, ok, problem, warning } from '../check.ts';
import { type CheckGroup, checkGroup, missing } from '../check-group.ts';

const access: readonly Check<BucketFacts>[] = [
  {
    id: 'bucket-public-access',
    asks: 'Block Public Access is on, all four switches',
    why: 'one policy written in error shows every call of the account to the world',
    fix: ({ resource }) =>
      `aws s3api put-public-access-block --bucket ${resource} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
    judge: ({ accessBlock, accountAccessBlock }) =>
      judged(accessBlock, (own) => {
        if (isFull(own)) return ok('public access is blocked');
        return judged(accountAccessBlock, (account) =>
          isFull(account) ? ok('public access is blocked, by the account') : problem('public access is not blocked'),
        );
      }),
  },
  {
    id: 'bucket-public-policy',
    asks: 'The policy lets in nobody from outside',
    why: 'what Block Public Access holds back today is open on the day it is lifted',
    fix: ({ resource }) => `aws s3api get-bucket-policy --bucket ${resource} | trailguard policy check -`,
    judge: ({ policy }) =>
      judged(policy, (text) => {
        if (text === undefined) return ok('there is no policy');
        return judgeBucket({ policy: text }).public ? problem('the policy is public') : ok('the policy is not public');
      }),
  },
  {
    id: 'bucket-tls',
    asks: 'The policy refuses requests without TLS',
    why: 'logs could be read on their way, and requests be changed',
    fix: ({ resource }) =>
      `add a Deny of s3:* where aws:SecureTransport is false to the policy of ${resource}; docs/trail.md shows it`,
    judge: ({ policy }) =>
      judged(policy, (text) =>
        requiresTls(text) ? ok('only TLS is let in') : warning('requests without TLS are let in'),
      ),
  },
  {
    id: 'bucket-writers',
    asks: 'Nobody but CloudTrail is allowed anything by the policy',
    why: 'whoever may write or delete here may forge logs or take them away',
    fix: ({ resource }) =>
      `take the other statements out of the policy of ${resource}, or keep logs in a bucket of their own`,
    judge: ({ policy }) =>
      judged(policy, (text) => {
        if (text === undefined) return undefined;
        const strange = strangeGrants(text);
        return strange.length === 0
          ? ok('CloudTrail alone is allowed in')
          : warning(`others are allowed in by ${strange.join(', ')}`);
      }),
  },
  {
    id: 'bucket-source',
    asks: 'What CloudTrail is allowed is bound to a trail or account',
    why: "otherwise a stranger's trail can be made to write here, too",
    fix: ({ resource }) =>
      `add the condition aws:SourceArn with the trail's ARN to CloudTrail's statements in the policy of ${resource}`,
    judge: ({ policy }) =>
      judged(policy, (text) => {
        if (text === undefined) return undefined;
        const unbound = unboundGrants(text);
        return unbound.length === 0
          ? ok('CloudTrail writes for known trails only')
          : warning(`CloudTrail may write for any trail, by ${unbound.join(', ')}`);
      }),
  },
];

const safekeeping: readonly Check<BucketFacts>[] = [
  {
    id: 'bucket-versioning',
    asks: 'Versioning is on',
    why: 'without it what is overwritten or deleted is gone',
    fix: ({ resource }) =>
      `aws s3api put-bucket-versioning --bucket ${resource} --versioning-configuration Status=Enabled`,
    judge: ({ versioning }) =>
      judged(versioning, ({ isEnabled }) => (isEnabled ? ok('versioning is on') : problem('versioning is off'))),
  },
  {
    id: 'bucket-lock',
    asks: 'Versions cannot be deleted by one person: Object Lock or MFA Delete is on',
    why: 'whoever may delete versions can take away the traces of what they did',
    fix: ({ resource }) =>
      `aws s3api put-object-lock-configuration --bucket ${resource} --object-lock-configuration 'ObjectLockEnabled=Enabled,Rule={DefaultRetention={Mode=GOVERNANCE,Days=90}}'`,
    judge: ({ hasObjectLock, versioning }) =>
      judged(hasObjectLock, (isLocked) => {
        if (isLocked) return ok('Object Lock is on');
        return judged(versioning, ({ needsMfa }) =>
          needsMfa ? ok('MFA Delete is on') : warning('versions can be deleted by whoever may'),
        );
      }),
  },
  {
    id: 'bucket-encryption',
    asks: 'Objects are encrypted by default',
    why: 'what else lands in the bucket would lie there in the clear',
    fix: ({ resource }) =>
      `aws s3api put-bucket-encryption --bucket ${resource} --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}'`,
    judge: ({ encryption }) =>
      judged(encryption, (algorithm) =>
        algorithm === undefined ? warning('there is no default encryption') : ok(`encrypted by default: ${algorithm}`),
      ),
  },
  {
    id: 'bucket-lifecycle',
    asks: 'A lifecycle rule is enabled',
    why: 'old logs and unfinished uploads cost for ever',
    fix: ({ resource }) =>
      `aws s3api put-bucket-lifecycle-configuration --bucket ${resource} --lifecycle-configuration '{"Rules":[{"ID":"DropUnfinishedUploads","Status":"Enabled","Filter":{},"AbortIncompleteMultipartUpload":{"DaysAfterInitiation":7}}]}'`,
    judge: ({ hasLifecycle }) =>
      judged(hasLifecycle, (is) => (is ? ok('a lifecycle rule is enabled') : warning('there is no lifecycle rule'))),
  },
  {
    id: 'bucket-notices',
    asks: 'The bucket tells EventBridge of each object',
    why: 'the complete way begins here: without it only what EventBridge passes on by best effort is seen',
    fix: ({ resource }) =>
      `aws s3api put-bucket-notification-configuration --bucket ${resource} --notification-configuration '{"EventBridgeConfiguration":{}}' # replaces all notifications: add those that are there`,
    judge: ({ sendsToEventBridge }, { stack }) =>
      judged(sendsToEventBridge, (is) => {
        if (is) return ok('EventBridge is told of each object');
        return stack === undefined ? undefined : problem('EventBridge is told of no object');
      }),
  },
];

/** The bucket that logs are kept in. */
export const bucketChecks: CheckGroup = checkGroup<BucketFacts>({
  title: 'Log bucket',
  subjects: ({ logBucket }) =>
    logBucket === undefined ? [] : [{ resource: logBucket.bucket, value: logBucket.facts }],
  presence: {
    id: 'bucket-there',
    asks: 'The bucket that the trail writes to is there',
    why: 'CloudTrail tries for 30 days, then records are lost; and whoever takes the name receives your logs',
    fix: ({ resource, region }) => `trailguard trail create --name audit --bucket ${resource} --region ${region}`,
    judge: missing,
  },
  checks: [...access, ...safekeeping],
});

function isFull(block: AccessBlock | undefined): boolean {
  if (block === undefined) return false;
  return block.blockPublicAcls && block.ignorePublicAcls && block.blockPublicPolicy && block.restrictPublicBuckets;
}
