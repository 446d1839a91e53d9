import type { AclFacts } from '#shared/model/derived.ts';
import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { callKey } from './call/call-key.ts';
import { listOf, memberAt, textAt } from './read.ts';

// Calls whose subject is the ACL, and calls that may set one beside their own work.
const setsAcl: ReadonlySet<string> = new Set(['s3:PutBucketAcl', 's3:PutObjectAcl']);
const mayCarryAcl: ReadonlySet<string> = new Set([
  's3:CreateBucket',
  's3:PutObject',
  's3:CopyObject',
  's3:CreateMultipartUpload',
]);

// Amazon S3 user guide, "Access control list overview": canned ACLs, and the groups AllUsers and AuthenticatedUsers, the
// latter being every AWS account there is.
const publicCannedAcls: ReadonlySet<string> = new Set(['public-read', 'public-read-write', 'authenticated-read']);
const publicGroup = /http:\/\/acs\.amazonaws\.com\/groups\/global\/(?:AllUsers|AuthenticatedUsers)/;

/** Whether the ACL in an S3 call lets in everyone; undefined when the call carries no ACL. */
export function deriveAcl(record: CloudTrailRecord): AclFacts | undefined {
  const key = callKey(record) ?? '';
  const parameters = record.fields['requestParameters'];
  if (!isJsonObject(parameters) || !(setsAcl.has(key) || mayCarryAcl.has(key))) return undefined;
  const headers = aclHeaders(parameters);
  const grants = listOf(memberAt(parameters, 'AccessControlPolicy', 'AccessControlList', 'Grant'));
  if (mayCarryAcl.has(key) && headers.length === 0 && grants.length === 0) return undefined;
  return { public: headers.some(isPublicHeader) || grants.some(isPublicGrant) };
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
  return name === 'x-amz-acl' ? publicCannedAcls.has(value.toLowerCase()) : publicGroup.test(value);
}

function isPublicGrant(grant: Json): boolean {
  return publicGroup.test(textAt(grant, 'Grantee', 'URI') ?? '');
}
