import { groupOfUri, type PublicGroup } from './public-group.ts';

/** The access control list of a bucket or an object. */
export interface Acl {
  readonly grants: readonly AclGrant[];
}

/** One grant of an ACL. */
export interface AclGrant {
  /** S3's types of grantee: `CanonicalUser`, `AmazonCustomerByEmail`, `Group`, which has a URI; `Unknown` where it could not be read. */
  readonly grantee: { readonly type: string; readonly uri?: string };
  readonly permission?: string;
}

/** A grant to the public. */
export interface PublicGrant {
  /** Position among the grants, from 0. */
  readonly index: number;
  readonly group: PublicGroup;
  /** `READ` or another, as the ACL has it; it makes no difference, S3 counts any. */
  readonly permission?: string;
}

/** Whether an ACL is public, and by which grants. */
export interface AclJudgement {
  readonly public: boolean;
  /** `false` when part of the ACL could not be read and no other part is public. */
  readonly certain: boolean;
  /** In the ACL's order. */
  readonly grants: readonly PublicGrant[];
  /** Why the ACL could not be judged; such an ACL counts as public. */
  readonly problem?: string;
}

/** Whether an ACL lets in the public.
 * @param acl undefined for one that could not be read
 * @see Amazon S3 user guide, "The meaning of public": an ACL is public if it grants any permission to the predefined groups
 *   AllUsers or AuthenticatedUsers */
export function judgeAcl(acl: Acl | undefined): AclJudgement {
  if (acl === undefined) return unjudged('the ACL could not be read');
  const grants = acl.grants.flatMap(publicGrants);
  if (grants.length > 0) return { public: true, certain: true, grants };
  if (acl.grants.some(({ grantee }) => grantee.type === 'Unknown'))
    return unjudged('a grant of the ACL names no grantee');
  return { public: false, certain: true, grants };
}

function publicGrants({ grantee, permission }: AclGrant, index: number): readonly PublicGrant[] {
  const group = groupOfUri(grantee.uri ?? '');
  return group === undefined ? [] : [{ index, group, ...(permission === undefined ? {} : { permission }) }];
}

function unjudged(problem: string): AclJudgement {
  return { public: true, certain: false, grants: [], problem };
}
