import type { ActorKind } from '#shared/model/derived.ts';
import type { Json } from '#shared/model/json.ts';
import { isTrue, memberAt, textAt } from '#shared/model/read-json.ts';

/** Whether an access key of a user or of root stands behind the call; `undefined` where no key of one signed it.
 *
 * GetSessionToken and GetFederationToken turn a stolen key into a session; without a second factor it is worth no more than the key. What AWS
 * writes tells sessions of the console and of services apart, and the user agent, which anybody can choose, is not asked.
 * @see IAM user guide, "IAM identifiers", unique ID prefixes: AKIA long-term, ASIA temporary */
export function hasLongLivedKey(
  fields: Json,
  { kind, mfa }: { readonly kind: ActorKind; readonly mfa: boolean | undefined },
): boolean | undefined {
  const identity = memberAt(fields, 'userIdentity');
  const key = textAt(identity, 'accessKeyId');
  const ofUser = kind === 'user' || kind === 'root' || textAt(identity, 'type') === 'FederatedUser';
  if (!ofUser || key === undefined) return undefined;
  if (key.startsWith('AKIA')) return true;
  const ofConsole = isTrue(memberAt(fields, 'sessionCredentialFromConsole'));
  return key.startsWith('ASIA') && mfa !== true && !ofConsole && textAt(identity, 'invokedBy') === undefined;
}
