import { buildOutcome } from '#shared/alert/build-outcome.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';

/** A bucket is planned to be closed, and it waits for approval, unless told otherwise. */
export function outcomeWith(members: Partial<Outcome> = {}): Outcome {
  return {
    status: 'waiting',
    playbook: 's3-public-policy',
    alertId: '0123456789abcdef0123456789abcdef',
    target: {
      accountId: '123456789012',
      region: 'eu-west-1',
      subject: { kind: 'bucket', bucket: 'example-exports' },
      eventID: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
      eventTime: '2026-03-12T12:01:33.000Z',
    },
    why: 'it waits for approval',
    steps: ['delete the bucket policy'],
    planId: 'fedcba9876543210fedcba9876543210',
    before: { policy: '{"Version":"2012-10-17"}' },
    after: { policy: null },
    command: 'trailguard respond approve fedcba9876543210fedcba9876543210',
    ...members,
  };
}

export const stopCommand = 'aws ssm put-parameter --name /trailguard/dev/responses --value stop --overwrite';

/** The alert that tells an outcome by itself. */
export function outcomeAlert(members: Partial<Outcome> = {}): Alert {
  return buildOutcome(outcomeWith(members), { resource: 'arn:aws:s3:::example-exports', stopCommand });
}
