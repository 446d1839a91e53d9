import { isEventID } from '#shared/model/is-event-id.ts';
import { UsageError } from '../usage-error.ts';
import type { AwsAccess } from './aws-access.ts';
import { InputRejected } from './input-rejected.ts';
import type { AlertInput } from './read-alerts.ts';

/** The record of one call, straight from CloudTrail's history: for who has the id of a record, and no log files.
 * @throws {UsageError} no id of a record
 * @throws {InputRejected} the history holds no such record
 * @throws {CloudError} the history cannot be read */
export async function findEvent(
  eventID: string,
  { aws, region }: { readonly aws: AwsAccess; readonly region: string | undefined },
): Promise<AlertInput> {
  if (!isEventID(eventID)) {
    throw new UsageError(
      `--event takes the eventID of a record, which has the form ${exampleID}; an alert names those of its records`,
    );
  }
  const text = await aws.findRecord(eventID);
  if (text === undefined) {
    const place = region ?? 'the region of the environment';
    throw new InputRejected(
      `CloudTrail's history of ${place} has no record ${eventID}: it holds the management events of 90 days, some minutes late, each in the region of its call (IAM's in us-east-1); name another with --region`,
    );
  }
  return { name: `record ${eventID}`, read: async () => Buffer.from(text) };
}

const exampleID = '11111111-2222-3333-4444-555555555555';
