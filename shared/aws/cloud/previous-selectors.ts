import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { Json } from '#shared/model/json.ts';
import { memberAt, textAt } from '#shared/model/read-json.ts';
import type { Target } from '#shared/model/target.ts';
import { findEarlierCall, type LookupPacing } from './find-earlier-call.ts';

/** What the last PutEventSelectors call before a target's time asked for its trail; `undefined` when none is found.
 * @throws {CloudError} */
export async function findPreviousSelectors(
  client: CloudTrailClient,
  { subject, eventTime }: Target,
  pacing: LookupPacing,
): Promise<Json | undefined> {
  if (subject.kind !== 'trail' || Number.isNaN(Date.parse(eventTime ?? ''))) return undefined;
  const { trailArn } = subject;
  // A trail may be called by either; a name is the home region's, which is the client's.
  const names = [trailArn, trailArn.slice(trailArn.lastIndexOf('/') + 1)];
  const found = await findEarlierCall(
    client,
    {
      eventName: 'PutEventSelectors',
      eventSource: 'cloudtrail.amazonaws.com',
      before: eventTime ?? '',
      isAbout: (record) => names.includes(textAt(record, 'requestParameters', 'trailName') ?? ''),
    },
    pacing,
  );
  return found.kind === 'found' ? memberAt(found.record, 'requestParameters') : undefined;
}
