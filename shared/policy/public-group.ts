/** A group of S3's ACLs that takes in people outside: everyone, or everyone who has an AWS account. */
export type PublicGroup = 'AllUsers' | 'AuthenticatedUsers';

// Amazon S3 user guide, "Access control list (ACL) overview": "Amazon S3 predefined groups" and "Canned ACL".
const groups: ReadonlyMap<string, PublicGroup> = new Map([
  ['http://acs.amazonaws.com/groups/global/AllUsers', 'AllUsers'],
  ['http://acs.amazonaws.com/groups/global/AuthenticatedUsers', 'AuthenticatedUsers'],
]);
const cannedAcls: ReadonlyMap<string, PublicGroup> = new Map([
  ['public-read', 'AllUsers'],
  ['public-read-write', 'AllUsers'],
  ['authenticated-read', 'AuthenticatedUsers'],
]);

/** The group that a grantee's URI names; undefined for any other grantee. */
export function groupOfUri(uri: string): PublicGroup | undefined {
  return groups.get(uri);
}

/** The groups that an `x-amz-grant-…` header names, whose value lists grantees: `uri="…", id="…"`. */
export function groupsOfGrantHeader(value: string): readonly PublicGroup[] {
  return [...groups].filter(([uri]) => value.includes(uri)).map(([, group]) => group);
}

/** The group that a canned ACL lets in, its name in any case; undefined for one that is not public. */
export function groupOfCannedAcl(name: string): PublicGroup | undefined {
  return cannedAcls.get(name.toLowerCase());
}
