import { isJsonObject, type Json } from '#shared/model/json.ts';
import { listOf, memberAt, textAt } from '#shared/model/read-json.ts';
import type { Acl, AclGrant } from './judge-acl.ts';

/** The grants of an ACL's JSON, in its order; undefined when it has no list of them.
 * @param document what GetBucketAcl and GetObjectAcl return (`Grants`), or an AccessControlPolicy as CloudTrail writes it
 *   (`AccessControlList.Grant`, a list or a single one) */
export function readAcl(document: Json): Acl | undefined {
  const list = memberAt(document, 'Grants') ?? memberAt(document, 'AccessControlList');
  if (list === undefined) return undefined;
  // An empty XML element is written as an empty text.
  const entries = listOf(isJsonObject(list) ? memberAt(list, 'Grant') : list).filter((entry) => entry !== '');
  return { grants: entries.map(readGrant) };
}

function readGrant(entry: Json): AclGrant {
  const grantee = memberAt(entry, 'Grantee');
  const uri = textAt(grantee, 'URI');
  const permission = textAt(entry, 'Permission');
  const isNamed = ['ID', 'EmailAddress', 'DisplayName'].some((name) => textAt(grantee, name) !== undefined);
  return {
    grantee: uri === undefined ? { type: isNamed ? 'CanonicalUser' : 'Unknown' } : { type: 'Group', uri },
    ...(permission === undefined ? {} : { permission }),
  };
}
