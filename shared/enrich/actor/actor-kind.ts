import type { ActorKind } from '#shared/model/derived.ts';
import type { Json } from '#shared/model/json.ts';
import { memberAt, textAt } from '#shared/model/read-json.ts';

// CloudTrail user guide, "CloudTrail userIdentity element".
const kinds: ReadonlyMap<string, ActorKind> = new Map([
  ['Root', 'root'],
  ['IAMUser', 'user'],
  ['AssumedRole', 'role'],
  ['Role', 'role'],
  ['FederatedUser', 'federated'],
  ['Directory', 'federated'],
  ['IdentityCenterUser', 'federated'],
  ['SAMLUser', 'federated'],
  ['WebIdentityUser', 'federated'],
  ['AWSService', 'service'],
  ['AWSAccount', 'account'],
]);

/** What S3 writes in the place of an account or principal when a request carried no credentials. */
export const anonymousPrincipal = 'ANONYMOUS_PRINCIPAL';

/** The kind of actor that a record names. */
export function actorKind(fields: Json): ActorKind {
  const identity = memberAt(fields, 'userIdentity');
  if (isAnonymous(identity)) return 'anonymous';
  const kind = kinds.get(textAt(identity, 'type') ?? '');
  if (kind !== undefined) return kind;
  // Service events carry an identity of `invokedBy` alone, or none at all.
  const ofService = textAt(identity, 'invokedBy') !== undefined || memberAt(fields, 'eventType') === 'AwsServiceEvent';
  return ofService ? 'service' : 'unknown';
}

function isAnonymous(identity: Json | undefined): boolean {
  return (
    memberAt(identity, 'accountId') === anonymousPrincipal || memberAt(identity, 'principalId') === anonymousPrincipal
  );
}
