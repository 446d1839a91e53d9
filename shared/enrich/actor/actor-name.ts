import type { ActorKind } from '#shared/model/derived.ts';
import type { Json } from '#shared/model/json.ts';
import { textAt } from '#shared/model/read-json.ts';

/** What a person would call an actor: user name, `role/session`, service name, `root`; undefined when the record does not say.
 * @param identity the record's `userIdentity` */
export function actorName(kind: ActorKind, identity: Json | undefined): string | undefined {
  switch (kind) {
    case 'root':
    case 'anonymous':
      return kind;
    case 'role':
      return roleName(identity);
    case 'service':
      return textAt(identity, 'invokedBy');
    case 'account':
      return textAt(identity, 'accountId');
    default:
      return textAt(identity, 'userName') ?? lastPart(textAt(identity, 'arn')) ?? onBehalfOf(identity);
  }
}

/** `role/session` of `arn:aws:sts::123456789012:assumed-role/role/session`; the role alone where there is no session. */
function roleName(identity: Json | undefined): string | undefined {
  const session = textAt(identity, 'arn')?.split(':assumed-role/', 2)[1];
  if (session !== undefined && session !== '') return session;
  return textAt(identity, 'sessionContext', 'sessionIssuer', 'userName') ?? lastPart(textAt(identity, 'arn'));
}

/** Identity Center users have no name in CloudTrail, only an id in the identity store. */
function onBehalfOf(identity: Json | undefined): string | undefined {
  return textAt(identity, 'onBehalfOf', 'userId');
}

/** `Alice` of `arn:aws:iam::123456789012:user/division/Alice`: a path is no part of the name. */
function lastPart(arn: string | undefined): string | undefined {
  const name = arn?.slice(arn.lastIndexOf('/') + 1);
  return name === '' ? undefined : name;
}
