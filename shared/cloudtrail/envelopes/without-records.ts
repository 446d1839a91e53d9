import type { JsonObject } from '#shared/model/json.ts';
import type { SetAside } from '../set-aside.ts';
import type { Content } from './content.ts';

/** What shares buckets, queues and topics with CloudTrail's records and holds none, by the members that give it away. */
export function openWithoutRecords(object: JsonObject): readonly Content[] | undefined {
  if (Object.keys(object).length === 0) return [{ kind: 'problem', code: 'no-content' }];
  const what = nameOf(object);
  return what === undefined ? undefined : [{ kind: 'set-aside', what }];
}

function nameOf(object: JsonObject): SetAside | undefined {
  // @see CloudTrail user guide, Digest file structure
  if (Array.isArray(object['logFiles']) && typeof object['digestEndTime'] === 'string') return 'digest';
  // @see AWS Config developer guide: configuration snapshots and histories, and what Config sends to SNS
  if (Array.isArray(object['configurationItems']) || Object.hasOwn(object, 'configSnapshotId')) return 'config';
  if (Object.hasOwn(object, 'configurationItem') || Object.hasOwn(object, 'configurationItemDiff')) return 'config';
  // @see Amazon S3 user guide, Event message structure; CloudTrail user guide, Configuring Amazon SNS notifications
  if (object['Event'] === 's3:TestEvent') return 's3-test';
  if (Array.isArray(object['s3ObjectKey'])) return 'object-notice';
  // Records of other Lambda triggers: CloudTrail's own eventSource is a DNS name, theirs is `aws:` and a service.
  const trigger = object['eventSource'] ?? object['EventSource'];
  if (typeof trigger !== 'string' || !trigger.startsWith('aws:')) return undefined;
  return trigger === 'aws:s3' ? 'object-notice' : 'other-trigger';
}
