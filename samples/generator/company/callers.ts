import type { JsonObject } from '#shared/model/json.ts';
import { formatTime } from '../calendar.ts';
import { createRandom } from '../random.ts';
import { accountId, addresses, agents, arn, auditorAccountId, principalId } from './account.ts';

/** Who makes a call, from where, with what. */
export interface Caller {
  readonly identity: JsonObject;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
  /** The call was made by the AWS console for a person who signed in to it. */
  readonly viaConsole?: boolean;
}

/** Where a caller sits. */
export interface Origin {
  readonly from: string;
  readonly agent: string;
}

/** A role that sessions are made of; `path` is `/`, or a service role's path. */
export interface Role {
  readonly name: string;
  readonly path: string;
  readonly id: string;
}

/** An IAM user as `userIdentity` names it, without credentials. */
export function userIdentity(userName: string): JsonObject {
  return {
    type: 'IAMUser',
    principalId: principalId('AIDA', userName),
    arn: arn('iam', '', `user/${userName}`),
    accountId,
    userName,
  };
}

/** An IAM user with a long-lived access key. */
export function keyUser(userName: string, keyId: string, origin: Origin): Caller {
  return {
    identity: { ...userIdentity(userName), accessKeyId: keyId },
    sourceIPAddress: origin.from,
    userAgent: origin.agent,
  };
}

/** An IAM user at work in the AWS console.
 * @param mfa whether a second factor was given at sign-in */
export function consoleUser(userName: string, mfa: boolean, origin: Origin, sinceMs: number): Caller {
  return {
    identity: {
      ...userIdentity(userName),
      accessKeyId: sessionKeyId(userName, sinceMs),
      sessionContext: { attributes: { creationDate: formatTime(sinceMs), mfaAuthenticated: String(mfa) } },
    },
    sourceIPAddress: origin.from,
    userAgent: origin.agent,
    viaConsole: true,
  };
}

/** Describe a role by name. */
export function role(name: string, path = '/'): Role {
  return { name, path, id: principalId('AROA', name) };
}

/** A role that AWS itself works with on the company's behalf. */
export function serviceRole(name: string, service: string): Role {
  return role(name, `/aws-service-role/${service}.amazonaws.com/`);
}

/** The ARN of a role. */
export function roleArn(of: Role): string {
  return arn('iam', '', `role${of.path}${of.name}`);
}

/** A session of a role. */
export function roleSession(of: Role, session: string, origin: Origin, sinceMs: number): Caller {
  return {
    identity: {
      type: 'AssumedRole',
      principalId: `${of.id}:${session}`,
      arn: arn('sts', '', `assumed-role/${of.name}/${session}`),
      accountId,
      accessKeyId: sessionKeyId(`${of.name}/${session}`, sinceMs),
      sessionContext: {
        sessionIssuer: { type: 'Role', principalId: of.id, arn: roleArn(of), accountId, userName: of.name },
        attributes: { creationDate: formatTime(sinceMs), mfaAuthenticated: 'false' },
      },
    },
    sourceIPAddress: origin.from,
    userAgent: origin.agent,
  };
}

/** The same caller, acting through an AWS service: CloudTrail then names the service as address and agent. */
export function through(caller: Caller, service: string): Caller {
  const host = `${service}.amazonaws.com`;
  return { identity: { ...caller.identity, invokedBy: host }, sourceIPAddress: host, userAgent: host };
}

/** An AWS service that calls in its own name. */
export function awsService(service: string): Caller {
  const host = `${service}.amazonaws.com`;
  return { identity: { type: 'AWSService', invokedBy: host }, sourceIPAddress: host, userAgent: host };
}

/** AWS as it appears in service events: there, the identity has no type. */
export function awsItself(service: string): Caller {
  const host = `${service}.amazonaws.com`;
  return { identity: { accountId, invokedBy: host }, sourceIPAddress: host, userAgent: host };
}

/** The auditors' own account, when one of their roles asks for a session in ours. */
export function auditor(session: string): Caller {
  return {
    identity: {
      type: 'AWSAccount',
      principalId: `${principalId('AROA', 'auditor-scanner')}:${session}`,
      accountId: auditorAccountId,
    },
    sourceIPAddress: addresses.scanner,
    userAgent: agents.boto3,
  };
}

/** The account's root user at the sign-in page. */
export function rootUser(origin: Origin): Caller {
  return {
    identity: { type: 'Root', principalId: accountId, arn: arn('iam', '', 'root'), accountId, accessKeyId: '' },
    sourceIPAddress: origin.from,
    userAgent: origin.agent,
  };
}

/** The temporary access key id of one session, the same in all its calls: `ASIA…EXAMPLE`, 20 characters. */
export function sessionKeyId(holder: string, sinceMs: number): string {
  return `ASIA${createRandom(sinceMs / 1000, `ASIA/${holder}`).base32(9)}EXAMPLE`;
}

/** When the session began that a holder has at a given time, if a session lasts `lengthMs` and is then renewed. */
export function sessionStart(holder: string, lengthMs: number, timeMs: number): number {
  const offsetMs = createRandom(0, `session/${holder}`).below(lengthMs / 1000) * 1000;
  return Math.floor((timeMs - offsetMs) / lengthMs) * lengthMs + offsetMs;
}
