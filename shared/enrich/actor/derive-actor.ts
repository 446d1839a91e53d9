import type { Actor } from '#shared/model/derived.ts';
import type { Json } from '#shared/model/json.ts';
import { isFalse, isTrue, memberAt, textAt } from '#shared/model/read-json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { actorKind, anonymousPrincipal } from './actor-kind.ts';
import { actorName } from './actor-name.ts';
import { actsAsCode } from './acts-as-code.ts';
import { actsByHand } from './acts-by-hand.ts';
import { hasLongLivedKey } from './long-lived-key.ts';
import { principalOf } from './principal.ts';
import { isWorkload } from './role-session.ts';

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
  const principal = principalOf(kind, identity) ?? name;
  const workload = kind === 'role' ? isWorkload(record.fields, mfa) : undefined;
  const infrastructureCode = actsAsCode(record.fields, kind);
  const byHand = actsByHand(record.fields, { kind, mfa, workload, infrastructureCode });
  const longLivedKey = hasLongLivedKey(record.fields, { kind, mfa });
  return {
    kind,
    ...(arn === undefined ? {} : { arn }),
    ...(name === undefined ? {} : { name }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(accessKeyId === undefined ? {} : { accessKeyId }),
    ...(sessionIssuer === undefined ? {} : { sessionIssuer }),
    ...(principal === undefined ? {} : { principal }),
    ...(mfa === undefined ? {} : { mfa }),
    ...(kind === 'root' ? { centralRoot: isCentralRoot(identity) } : {}),
    ...(workload === undefined ? {} : { workload }),
    ...(infrastructureCode === undefined ? {} : { infrastructureCode }),
    ...(byHand === undefined ? {} : { byHand }),
    ...(longLivedKey === undefined ? {} : { longLivedKey }),
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
