import type { DerivedMeaning } from '#shared/model/derived-meaning.ts';

/** What is certain of a record's own fields when a derived field has a value; `undefined` when nothing is.
 *
 * For who sees records before they are enriched: EventBridge. A property test holds it against what is derived.
 * @param path under `derived.`
 * @param text the value as text, in whatever case */
export function derivedMeaning(path: string, text: string): DerivedMeaning | undefined {
  switch (path) {
    case 'call.denied':
      return text.toLowerCase() === 'true' ? [{ errorCode: 'present' }, { errorMessage: 'present' }] : undefined;
    // What is cut off at the end is the API's version.
    case 'call.api':
      return text === '' ? undefined : [{ eventName: { startsWith: text } }];
    case 'actor.kind': {
      const types = identityTypes.get(text.toLowerCase());
      return types && [{ 'userIdentity.type': { oneOf: types } }];
    }
    case 'actor.centralRoot':
      return [{ 'userIdentity.type': { oneOf: ['Root'] } }];
    case 'actor.longLivedKey':
      return text.toLowerCase() === 'true' ? [{ 'userIdentity.type': { oneOf: keyHolders } }] : undefined;
    default:
      return undefined;
  }
}

/** The kinds of actors that are told by the type of the identity alone; see `actor/actor-kind.ts`. */
const identityTypes: ReadonlyMap<string, readonly string[]> = new Map([
  ['root', ['Root']],
  ['user', ['IAMUser']],
  ['role', ['AssumedRole', 'Role']],
  ['federated', ['FederatedUser', 'Directory', 'IdentityCenterUser', 'SAMLUser', 'WebIdentityUser']],
  ['account', ['AWSAccount']],
]);

/** Whom a long-lived key can stand behind; see `actor/long-lived-key.ts`. */
const keyHolders: readonly string[] = ['Root', 'IAMUser', 'FederatedUser'];
