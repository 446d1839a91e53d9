import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import type { NoticedObject } from './object-notice.ts';
import type { ReadProblemCode } from './read-problem.ts';
import type { SetAside } from './set-aside.ts';

/** What one notification says, envelopes taken off. */
export type Notice =
  | { readonly kind: 'objects'; readonly objects: readonly NoticedObject[] }
  | { readonly kind: 'set-aside'; readonly what: SetAside }
  | { readonly kind: 'problem'; readonly code: ReadProblemCode };

const unclear: Notice = { kind: 'problem', code: 'bad-notice' };

/** What an object says when it is a notification of a known form, else `undefined`. */
export function readNoticeForm(object: JsonObject): Notice | undefined {
  return readS3Record(object) ?? readS3ViaEventBridge(object) ?? readCloudTrailNotice(object) ?? readS3Test(object);
}

/** One of the `Records` that S3 itself sends. Its keys are URL-encoded, a space being `+`.
 * @see Amazon S3 user guide, Event message structure */
function readS3Record({ eventSource, eventName, s3 }: JsonObject): Notice | undefined {
  if (eventSource !== 'aws:s3') return undefined;
  if (typeof eventName !== 'string') return unclear;
  if (!eventName.startsWith('ObjectCreated:')) return { kind: 'set-aside', what: 'object-not-created' };
  const { bucket, object } = isJsonObject(s3) ? s3 : {};
  if (!isJsonObject(bucket) || !isJsonObject(object)) return unclear;
  const key = typeof object['key'] === 'string' ? decodeKey(object['key']) : undefined;
  return oneObject(bucket['name'], key, object['versionId'], object['size']);
}

/** S3's event on EventBridge. Its keys are plain, not URL-encoded.
 * @see Amazon S3 user guide, EventBridge event message structure */
function readS3ViaEventBridge({ source, 'detail-type': detailType, detail }: JsonObject): Notice | undefined {
  if (source !== 'aws.s3' || typeof detailType !== 'string' || !detailType.startsWith('Object ')) return undefined;
  if (detailType !== 'Object Created') return { kind: 'set-aside', what: 'object-not-created' };
  const { bucket, object } = isJsonObject(detail) ? detail : {};
  if (!isJsonObject(bucket) || !isJsonObject(object)) return unclear;
  return oneObject(bucket['name'], object['key'], object['version-id'], object['size']);
}

/** CloudTrail's own notification that log files were delivered. Its keys are plain.
 * @see CloudTrail user guide, Configuring Amazon SNS notifications for CloudTrail */
function readCloudTrailNotice({ s3Bucket, s3ObjectKey }: JsonObject): Notice | undefined {
  if (!Array.isArray(s3ObjectKey)) return undefined;
  const keys = (s3ObjectKey as readonly Json[]).filter((key) => typeof key === 'string');
  if (typeof s3Bucket !== 'string' || keys.length === 0 || keys.length < s3ObjectKey.length) return unclear;
  return { kind: 'objects', objects: keys.map((key) => ({ bucket: s3Bucket, key })) };
}

function readS3Test({ Event }: JsonObject): Notice | undefined {
  return Event === 's3:TestEvent' ? { kind: 'set-aside', what: 's3-test' } : undefined;
}

function oneObject(
  bucket: Json | undefined,
  key: Json | undefined,
  versionId: Json | undefined,
  size: Json | undefined,
): Notice {
  if (typeof bucket !== 'string' || typeof key !== 'string') return unclear;
  const object = {
    bucket,
    key,
    ...(typeof versionId === 'string' ? { versionId } : {}),
    ...(typeof size === 'number' ? { sizeBytes: size } : {}),
  };
  return { kind: 'objects', objects: [object] };
}

function decodeKey(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
