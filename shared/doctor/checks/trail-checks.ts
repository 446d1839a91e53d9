import { coversManagement } from '#shared/harm/covers-management.ts';
import type { TrailFacts } from '#shared/ports/doctor/trail-facts.ts';
import { type Check, judged, ok, problem, warning } from '../check.ts';
import { type CheckGroup, checkGroup } from '../check-group.ts';
import { stackOf } from '../doctor-facts.ts';
import { mainTrails, paidCopies } from '../main-trails.ts';
import { deliveryChecks } from './delivery-checks.ts';

const settings: readonly Check<TrailFacts>[] = [
  {
    id: 'trail-logging',
    asks: 'The trail is on',
    why: 'while it is off nothing is recorded, and EventBridge passes on no call',
    fix: ({ resource, region }) => `aws cloudtrail start-logging --name ${resource} --region ${region}`,
    judge: ({ status }) =>
      judged(status, (known) => {
        if (known === undefined) return problem('the trail is gone');
        return known.isLogging ? ok('the trail is on') : problem('the trail is off');
      }),
  },
  {
    id: 'trail-regions',
    asks: 'The trail covers every region',
    why: 'an intruder works where nobody looks, and most regions are never looked at',
    fix: ({ resource, region }) =>
      `aws cloudtrail update-trail --name ${resource} --is-multi-region-trail --region ${region}`,
    judge: ({ isMultiRegion, homeRegion }) =>
      isMultiRegion ? ok('it covers every region') : problem(`it covers ${homeRegion} only`),
  },
  {
    id: 'trail-global-events',
    asks: 'The trail records global services',
    why: 'calls to IAM, STS and sign-ins are recorded there alone',
    fix: ({ resource, region }) =>
      `aws cloudtrail update-trail --name ${resource} --include-global-service-events --region ${region}`,
    judge: ({ hasGlobalEvents }) =>
      hasGlobalEvents ? ok('it records global services') : problem('it leaves out IAM, STS and sign-ins'),
  },
  {
    id: 'trail-management-events',
    asks: 'The trail records all management events, reads and writes',
    why: 'rules find nothing in what is not recorded',
    fix: ({ resource, region }) =>
      `aws cloudtrail put-event-selectors --trail-name ${resource} --event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true}]' --region ${region} # replaces all selectors: add your data events`,
    judge: ({ selectors }) =>
      judged(selectors, (known) => {
        if (known === undefined) return problem('the trail is gone');
        return coversManagement(known)
          ? ok('it records all management events')
          : problem('it leaves out management events');
      }),
  },
  {
    id: 'trail-validation',
    asks: 'The trail writes digests',
    why: 'without them nobody can prove that logs are complete and unchanged',
    fix: ({ resource, region }) =>
      `aws cloudtrail update-trail --name ${resource} --enable-log-file-validation --region ${region}`,
    judge: ({ isValidated }) => (isValidated ? ok('it writes digests') : problem('it writes no digests')),
  },
  {
    id: 'trail-encryption',
    asks: 'Logs are encrypted with a key of KMS',
    why: 'with a key of your own, reading the bucket is not yet reading the logs',
    fix: ({ resource, region }) =>
      `aws cloudtrail update-trail --name ${resource} --kms-key-id KEY-ARN --region ${region}`,
    judge: ({ keyArn }) =>
      keyArn === undefined
        ? warning("logs are encrypted with S3's own key")
        : ok('logs are encrypted with a key of KMS'),
  },
];

const reader: Check<TrailFacts> = {
  id: 'trail-bucket',
  asks: 'A trail writes to the bucket that the deployment reads',
  why: 'the deployment reads an empty bucket, and only what EventBridge passes on by best effort is seen',
  fix: ({ resource, region }) =>
    `aws cloudtrail update-trail --name ${resource} --s3-bucket-name LOG-BUCKET --region ${region}`,
  judge: ({ bucket }, facts) => {
    const read = stackOf(facts)?.outputs['LogBucketName'];
    if (read === undefined) return undefined;
    return bucket === read
      ? ok(`it writes to ${read}`)
      : problem(`no trail writes to ${read}; this one does to ${bucket}`);
  },
};

const copies: Check<TrailFacts> = {
  id: 'trail-copies',
  asks: 'No other trail of the region records the same management events',
  why: 'the first copy is free, each further one costs 2 USD per 100,000 events (AWS CloudTrail pricing, us-east-1)',
  fix: ({ region }) =>
    `aws cloudtrail stop-logging --name OTHER-TRAIL --region ${region} # or deploy to read the trail that was there first, with --param=trailBucket=NAME beside your others`,
  judge: (trail, { trails }) =>
    judged(trails, (all) => {
      const others = paidCopies(all, trail);
      if (others.length === 0) return ok('no other trail records the same');
      return warning(`a paid copy: ${others.map(({ arn }) => arn).join(', ')} records management events, too`);
    }),
};

/** The trail that the deployment reads or, without one, the account's best. */
export const trailChecks: CheckGroup = checkGroup<TrailFacts>({
  title: 'Trail',
  subjects: (facts) =>
    facts.trails.ok
      ? mainTrails(facts.trails.value, stackOf(facts)).map((trail) => ({
          resource: trail.arn,
          region: trail.homeRegion,
          value: { ok: true, value: trail },
        }))
      : [],
  checks: [reader, ...settings, ...deliveryChecks, copies],
});
