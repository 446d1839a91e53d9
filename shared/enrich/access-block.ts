import type { AccessBlockFacts } from '#shared/model/derived.ts';
import { isJsonObject } from '#shared/model/json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { callKey } from './call/call-key.ts';
import { isTrue, memberAt } from './read.ts';

const puts: ReadonlySet<string> = new Set(['s3:PutBucketPublicAccessBlock', 's3:PutAccountPublicAccessBlock']);
const deletes: ReadonlySet<string> = new Set(['s3:DeleteBucketPublicAccessBlock', 's3:DeleteAccountPublicAccessBlock']);

const switches = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

/** Whether a call takes away from Block Public Access; undefined when it does not set it. */
export function deriveAccessBlock(record: CloudTrailRecord): AccessBlockFacts | undefined {
  const key = callKey(record) ?? '';
  if (deletes.has(key)) return { weakened: true };
  const configuration = memberAt(record.fields, 'requestParameters', 'PublicAccessBlockConfiguration');
  if (!puts.has(key) || !isJsonObject(configuration)) return undefined;
  // The call replaces the whole configuration, and a switch that it leaves out is off (S3 API reference, PutPublicAccessBlock).
  return { weakened: !switches.every((name) => isTrue(memberAt(configuration, name))) };
}
