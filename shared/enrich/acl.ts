import type { AclFacts } from '#shared/model/derived.ts';
import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import { listOf, memberAt } from '#shared/model/read-json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { judgeAcl } from '#shared/policy/judge-acl.ts';
import { groupOfCannedAcl, groupsOfGrantHeader } from '#shared/policy/public-group.ts';
import { readAcl } from '#shared/policy/read-acl.ts';
import { callKey } from './call/call-key.ts';

// Calls whose subject is the ACL, and calls that may set one beside their own work.
const setsAcl: ReadonlySet<string> = new Set(['s3:PutBucketAcl', 's3:PutObjectAcl']);
const mayCarryAcl: ReadonlySet<string> = new Set([
  's3:CreateBucket',
  's3:PutObject',
  's3:CopyObject',
  's3:CreateMultipartUpload',
]);

/** Whether the ACL in an S3 call lets in everyone; undefined when the call carries no ACL. */
export function deriveAcl(record: CloudTrailRecord): AclFacts | undefined {
  const key = callKey(record) ?? '';
  const parameters = record.fields['requestParameters'];
  if (!isJsonObject(parameters) || !(setsAcl.has(key) || mayCarryAcl.has(key))) return undefined;
  const headers = aclHeaders(parameters);
  const policy = memberAt(parameters, 'AccessControlPolicy');
  if (mayCarryAcl.has(key) && headers.length === 0 && policy === undefined) return undefined;
  return { public: headers.some(isPublicHeader) || (policy !== undefined && judgeAcl(readAcl(policy)).public) };
}

interface Header {
  readonly name: string;
  readonly value: string;
}

/** The `x-amz-acl` and `x-amz-grant-…` headers, which CloudTrail writes among the parameters, some as a list of one. */
function aclHeaders(parameters: JsonObject): readonly Header[] {
  return Object.entries(parameters).flatMap(([name, values]) =>
    /^x-amz-(?:acl|grant-[a-z-]+)$/i.test(name) ? listOf(values).flatMap((value) => headerOf(name, value)) : [],
  );
}

function headerOf(name: string, value: Json): readonly Header[] {
  return typeof value === 'string' ? [{ name: name.toLowerCase(), value }] : [];
}

function isPublicHeader({ name, value }: Header): boolean {
  return name === 'x-amz-acl' ? groupOfCannedAcl(value) !== undefined : groupsOfGrantHeader(value).length > 0;
}
