import type { AccessKeyFacts } from '#shared/model/derived.ts';
import { textAt } from '#shared/model/read-json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { deriveActor } from './actor/derive-actor.ts';
import { callKey } from './call/call-key.ts';
import { callSucceeded } from './call/call-succeeded.ts';

/** Whether CreateAccessKey made a key for someone else; undefined for other calls, and where the record does not say.
 * Without a user name IAM takes the caller's own (IAM API reference, CreateAccessKey). */
export function deriveAccessKey(record: CloudTrailRecord): AccessKeyFacts | undefined {
  if (callKey(record) !== 'iam:CreateAccessKey') return undefined;
  const named = textAt(record.fields, 'requestParameters', 'userName');
  // A refused call loses its parameters, so silence tells nothing there.
  if (named === undefined) return callSucceeded(record) ? { forAnotherUser: false } : undefined;
  const actor = deriveActor(record);
  // User names are unique without regard to case within an account.
  const isOwn = actor.kind === 'user' && actor.name?.toLowerCase() === named.toLowerCase();
  return { forAnotherUser: !isOwn };
}
