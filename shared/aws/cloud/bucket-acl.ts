import type { AccessControlPolicy, GetBucketAclCommandOutput, Grant, Grantee, Permission } from '@aws-sdk/client-s3';
import type { AclGrant, BucketAcl } from '#shared/ports/cloud/buckets.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';
import type { CloudCall } from './cloud-errors.ts';

/** The ACL of an answer. Display names are left out: S3 no longer gives them, and takes none.
 * @throws {CloudError} the answer has a grant that a put could not give back: `refused` */
export function aclOf({ Owner: owner, Grants: grants }: GetBucketAclCommandOutput, call: CloudCall): BucketAcl {
  const read = (grants ?? []).map(grantOf).filter((grant) => grant !== undefined);
  if (owner?.ID === undefined || read.length < (grants?.length ?? 0)) {
    const message = `${call.permission} for ${call.resource}: the ACL has a grant that cannot be written back`;
    throw new CloudError(message, { kind: 'refused', permission: call.permission });
  }
  return { ownerId: owner.ID, grants: read };
}

/** The ACL as a request says it. */
export function controlPolicyOf({ ownerId, grants }: BucketAcl): AccessControlPolicy {
  return {
    Owner: { ID: ownerId },
    // The SDK lists the permissions that it knows; one that S3 gave is given back as it was.
    Grants: grants.map(({ grantee, permission }) => ({
      Grantee: granteeOf(grantee),
      Permission: permission as Permission,
    })),
  };
}

function grantOf({ Grantee: grantee, Permission: permission }: Grant): AclGrant | undefined {
  if (grantee === undefined || permission === undefined) return undefined;
  const { Type: type, ID: id, URI: uri, EmailAddress: emailAddress } = grantee;
  if (type === 'CanonicalUser' && id !== undefined) return { grantee: { type, id }, permission };
  if (type === 'Group' && uri !== undefined) return { grantee: { type, uri }, permission };
  if (type === 'AmazonCustomerByEmail' && emailAddress !== undefined) {
    return { grantee: { type, emailAddress }, permission };
  }
  return undefined;
}

function granteeOf(grantee: AclGrant['grantee']): Grantee {
  switch (grantee.type) {
    case 'CanonicalUser':
      return { Type: grantee.type, ID: grantee.id };
    case 'Group':
      return { Type: grantee.type, URI: grantee.uri };
    case 'AmazonCustomerByEmail':
      return { Type: grantee.type, EmailAddress: grantee.emailAddress };
  }
}
