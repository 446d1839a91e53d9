import type { ActorKind } from '#shared/model/derived.ts';
import type { Json } from '#shared/model/json.ts';
import { textAt } from '#shared/model/read-json.ts';
import { isIdentityCenterSession } from './role-session.ts';

/** Whose the credentials are, whatever their session is named.
 *
 * Whoever takes a role or a federation token chooses the session's name, so that a count by session can be slipped under with a new one for each
 * call. Identity Center alone names sessions after people, by itself.
 * @param identity the record's `userIdentity` */
export function principalOf(kind: ActorKind, identity: Json | undefined): string | undefined {
  const arn = textAt(identity, 'arn');
  if (kind === 'role' && isIdentityCenterSession(identity) && arn !== undefined) return arn;
  return textAt(identity, 'sessionContext', 'sessionIssuer', 'arn') ?? roleOfSession(arn) ?? arn;
}

/** `arn:aws:iam::123456789012:role/deploy` of `arn:aws:sts::123456789012:assumed-role/deploy/run-7`; a role's path is not in it. */
function roleOfSession(arn: string | undefined): string | undefined {
  const parts = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn ?? '');
  return parts === null ? undefined : `arn:${parts[1]}:iam::${parts[2]}:role/${parts[3]}`;
}
