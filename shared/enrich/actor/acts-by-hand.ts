import type { ActorKind } from '#shared/model/derived.ts';
import type { Json } from '#shared/model/json.ts';
import { memberAt, textAt } from '#shared/model/read-json.ts';

/** A session that is named after a mail address: identity providers name people's sessions so, and programs seldom. */
const sessionOfMailAddress = /:assumed-role\/[^/]+\/[^/]+@[^/]+$/;

/** What the AWS CLI and the SDKs call the session of a role that a profile assumes, unless they are told a name. */
const sessionOfProfile =
  /:assumed-role\/[^/]+\/(?:botocore-session|aws-go-sdk|aws-sdk-js(?:-session)?|aws-sdk-java|aws-dotnet-sdk-session)-\d+$/;

/** The console's own marks, which older records carry where a service that calls for somebody stands. */
const consoleHosts: ReadonlySet<string> = new Set(['signin.amazonaws.com', 'console.amazonaws.com']);

/** What is known of who acted before it is asked whether they did so by hand. */
interface Known {
  readonly kind: ActorKind;
  readonly mfa: boolean | undefined;
  /** Of roles: no person is known to have opened the session. */
  readonly workload: boolean | undefined;
  readonly infrastructureCode: boolean | undefined;
}

/** Whether the call was made by a person or with a user's own key, and by no service for them; `undefined` of actors that are neither.
 *
 * A user's key may be a program's, and so may a profile that assumes a role; nobody can tell. A person who applies infrastructure code at their
 * desk acts by hand: that it was code is only what the tool says. */
export function actsByHand(fields: Json, { kind, mfa, workload, infrastructureCode }: Known): boolean | undefined {
  const identity = memberAt(fields, 'userIdentity');
  const canHaveHands =
    mfa === true ||
    kind === 'root' ||
    kind === 'user' ||
    kind === 'role' ||
    textAt(identity, 'type') === 'FederatedUser';
  if (!canHaveHands) return undefined;
  const invokedBy = textAt(identity, 'invokedBy');
  if (invokedBy?.endsWith('.amazonaws.com') && !consoleHosts.has(invokedBy)) return false;
  const arn = textAt(identity, 'arn') ?? '';
  if (workload !== true || sessionOfMailAddress.test(arn)) return true;
  return sessionOfProfile.test(arn) && infrastructureCode !== true && !hasWebIdentity(identity);
}

/** A container's role is taken with a token of its cluster, by an SDK that names the session alike. */
function hasWebIdentity(identity: Json | undefined): boolean {
  return textAt(identity, 'sessionContext', 'webIdFederationData', 'federatedProvider') !== undefined;
}
