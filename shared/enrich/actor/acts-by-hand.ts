import type { ActorKind } from '#shared/model/derived.ts';
import type { Json } from '#shared/model/json.ts';
import { memberAt, textAt } from '#shared/model/read-json.ts';

/** A session that is named after a mail address: identity providers name people's sessions so, and programs seldom. */
const sessionOfMailAddress = /:assumed-role\/[^/]+\/[^/]+@[^/]+$/;

/** The console's own marks, which older records carry where a service that calls for somebody stands. */
const consoleHosts: ReadonlySet<string> = new Set(['signin.amazonaws.com', 'console.amazonaws.com']);

/** What is known of who acted before it is asked whether they did so by hand. */
interface Known {
  readonly kind: ActorKind;
  readonly mfa: boolean | undefined;
  /** Of roles: no person is known to have opened the session. */
  readonly workload: boolean | undefined;
}

/** Whether the call was made by a person or with a user's own key, and by no service for them; `undefined` of actors that are neither.
 *
 * A user's key may be a program's; nobody can tell, and programs should have roles. */
export function actsByHand(fields: Json, { kind, mfa, workload }: Known): boolean | undefined {
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
  return workload !== true || sessionOfMailAddress.test(textAt(identity, 'arn') ?? '');
}
