import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { isJsonObject, type JsonObject } from '#shared/model/json.ts';
import { isTrue, memberAt, textAt } from '#shared/model/read-json.ts';
import type { Subject, Target } from '#shared/model/target.ts';
import type { AccessBlock } from '#shared/ports/cloud/buckets.ts';
import type { PreviousAccessBlock } from '#shared/ports/cloud/history.ts';
import { type EarlierCall, findEarlierCall, type LookupPacing } from './find-earlier-call.ts';

/** How the last call before a target's time left its Block Public Access: the later one of the last put and the last delete.
 * @throws {CloudError} */
export async function findPreviousAccessBlock(
  client: CloudTrailClient,
  { subject, accountId, eventTime }: Target,
  pacing: LookupPacing,
): Promise<PreviousAccessBlock> {
  const calls = callsFor(subject);
  if (eventTime === undefined || Number.isNaN(Date.parse(eventTime))) return notFound('no time of the change is known');
  const earlier = { eventSource: 's3.amazonaws.com', before: eventTime, isAbout: isAbout(subject, accountId) };
  const put = await findEarlierCall(client, { ...earlier, eventName: calls.put }, pacing);
  const removal = await findEarlierCall(client, { ...earlier, eventName: calls.remove }, pacing);
  if (put.kind === 'too-much' || removal.kind === 'too-much') {
    return notFound('CloudTrail has more calls of that name than were looked through');
  }
  if (put.kind === 'none') {
    return removal.kind === 'none'
      ? notFound('CloudTrail knows of no earlier call in its 90 days')
      : { kind: 'removed' };
  }
  if (removal.kind === 'found' && removal.timeMs === put.timeMs) {
    return notFound('the two calls before it were made in one second');
  }
  if (removal.kind === 'found' && removal.timeMs > put.timeMs) return { kind: 'removed' };
  const block = blockOf(put.record);
  return block === undefined ? notFound('the call before it does not say what it set') : { kind: 'set', block };
}

function notFound(why: string): PreviousAccessBlock {
  return { kind: 'not-found', why };
}

function callsFor({ kind }: Subject): { readonly put: string; readonly remove: string } {
  return kind === 'bucket'
    ? { put: 'PutBucketPublicAccessBlock', remove: 'DeleteBucketPublicAccessBlock' }
    : { put: 'PutAccountPublicAccessBlock', remove: 'DeleteAccountPublicAccessBlock' };
}

function isAbout(subject: Subject, accountId: string): EarlierCall['isAbout'] {
  return (record) =>
    subject.kind === 'bucket'
      ? textAt(record, 'requestParameters', 'bucketName') === subject.bucket
      : textAt(record, 'recipientAccountId') === accountId;
}

/** A switch that is left out is off: a put replaces the whole. */
function blockOf(record: JsonObject): AccessBlock | undefined {
  const configuration = memberAt(record, 'requestParameters', 'PublicAccessBlockConfiguration');
  if (!isJsonObject(configuration)) return undefined;
  const isOn = (name: string): boolean => isTrue(memberAt(configuration, name));
  return {
    blockPublicAcls: isOn('BlockPublicAcls'),
    ignorePublicAcls: isOn('IgnorePublicAcls'),
    blockPublicPolicy: isOn('BlockPublicPolicy'),
    restrictPublicBuckets: isOn('RestrictPublicBuckets'),
  };
}
