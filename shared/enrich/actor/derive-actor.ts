import type { Actor } from '#shared/model/derived.ts';
import type { Json } from '#shared/model/json.ts';
import { isFalse, isTrue, memberAt, textAt } from '#shared/model/read-json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { actorKind, anonymousPrincipal } from './actor-kind.ts';
import { actorName } from './actor-name.ts';
import { actsByHand } from './acts-by-hand.ts';
import { roleSession } from './role-session.ts';

/** Who made the call, as far as the record tells; see {@link Actor}. */
export function deriveActor(record: CloudTrailRecord): Actor {
  const identity = memberAt(record.fields, 'userIdentity');
  const kind = actorKind(record.fields);
  const arn = textAt(identity, 'arn');
  const name = actorName(kind, identity);
  const accountId = actorAccountId(identity);
  const accessKeyId = textAt(identity, 'accessKeyId');
  // IAM users' sessions carry an empty object here.
  const sessionIssuer = textAt(identity, 'sessionContext', 'sessionIssuer', 'arn');
  const mfa = secondFactorUsed(record.fields);
  const session = kind === 'role' ? roleSession(record.fields, mfa) : undefined;
  const byHand = actsByHand(record.fields, { kind, mfa, workload: session?.workload });
  return {
    kind,
    ...(arn === undefined ? {} : { arn }),
    ...(name === undefined ? {} : { name }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(accessKeyId === undefined ? {} : { accessKeyId }),
    ...(sessionIssuer === undefined ? {} : { sessionIssuer }),
    ...(mfa === undefined ? {} : { mfa }),
    ...(kind === 'root' ? { centralRoot: isCentralRoot(identity) } : {}),
    ...session,
    ...(byHand === undefined ? {} : { byHand }),
  };
}

function actorAccountId(identity: Json | undefined): string | undefined {
  const accountId = textAt(identity, 'accountId') ?? textAt(identity, 'sessionContext', 'sessionIssuer', 'accountId');
  return accountId === anonymousPrincipal ? undefined : accountId;
}

/** A console sign-in tells of its second factor in `additionalEventData`, every later call of its session in `sessionContext`. */
function secondFactorUsed(fields: Json): boolean | undefined {
  const atSignIn = textAt(fields, 'additionalEventData', 'MFAUsed')?.toLowerCase();
  if (atSignIn === 'yes') return true;
  if (atSignIn === 'no') return false;
  const inSession = memberAt(fields, 'userIdentity', 'sessionContext', 'attributes', 'mfaAuthenticated');
  if (isTrue(inSession)) return true;
  return isFalse(inSession) ? false : undefined;
}

/** STS marks the sessions that AssumeRoot makes; the user guide shows the mark in `sessionContext`, some exports lift it up. */
function isCentralRoot(identity: Json | undefined): boolean {
  return isTrue(memberAt(identity, 'sessionContext', 'assumedRoot')) || isTrue(memberAt(identity, 'assumedRoot'));
}
