import type { AlertActor } from '#shared/model/alert.ts';
import { agreedValue } from './agreed-value.ts';

/** What all of these say of who acted; a member on which they differ is absent, the kind then `unknown`. */
export function agreedActor(actors: readonly AlertActor[]): AlertActor {
  const arn = agreedValue(actors, (actor) => actor.arn);
  const name = agreedValue(actors, (actor) => actor.name);
  const accountId = agreedValue(actors, (actor) => actor.accountId);
  const accessKeyId = agreedValue(actors, (actor) => actor.accessKeyId);
  const sessionIssuer = agreedValue(actors, (actor) => actor.sessionIssuer);
  const mfa = agreedValue(actors, (actor) => actor.mfa);
  return {
    kind: agreedValue(actors, (actor) => actor.kind) ?? 'unknown',
    ...(arn !== undefined && { arn }),
    ...(name !== undefined && { name }),
    ...(accountId !== undefined && { accountId }),
    ...(accessKeyId !== undefined && { accessKeyId }),
    ...(sessionIssuer !== undefined && { sessionIssuer }),
    ...(mfa !== undefined && { mfa }),
  };
}
