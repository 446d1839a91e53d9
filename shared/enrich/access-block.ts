import type { AccessBlockFacts } from '#shared/model/derived.ts';
import { memberAt } from '#shared/model/read-json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { readAccessBlock } from '#shared/policy/access-block.ts';
import { callKey } from './call/call-key.ts';

const puts: ReadonlySet<string> = new Set(['s3:PutBucketPublicAccessBlock', 's3:PutAccountPublicAccessBlock']);
const deletes: ReadonlySet<string> = new Set(['s3:DeleteBucketPublicAccessBlock', 's3:DeleteAccountPublicAccessBlock']);

/** Whether a call takes away from Block Public Access; undefined when it does not set it. */
export function deriveAccessBlock(record: CloudTrailRecord): AccessBlockFacts | undefined {
  const key = callKey(record) ?? '';
  if (deletes.has(key)) return { weakened: true };
  if (!puts.has(key)) return undefined;
  const block = readAccessBlock(memberAt(record.fields, 'requestParameters', 'PublicAccessBlockConfiguration'));
  return block && { weakened: Object.values(block).includes(false) };
}
