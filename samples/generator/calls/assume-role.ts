import { formatTime, hourMs } from '../calendar.ts';
import type { Call } from '../call.ts';
import { accountId, arn } from '../company/account.ts';
import { type Caller, type Role, roleArn, sessionKeyId } from '../company/callers.ts';

/** Ask for a session of a role. */
export function assumeRole(caller: Caller, wanted: Role, session: string, timeMs: number): Call {
  return {
    caller,
    service: 'sts',
    name: 'AssumeRole',
    request: { roleArn: roleArn(wanted), roleSessionName: session, durationSeconds: 3600 },
    response: {
      credentials: {
        accessKeyId: sessionKeyId(`${wanted.name}/${session}`, timeMs),
        expiration: formatTime(timeMs + hourMs),
      },
      assumedRoleUser: {
        assumedRoleId: `${wanted.id}:${session}`,
        arn: arn('sts', '', `assumed-role/${wanted.name}/${session}`),
      },
    },
    resources: [{ accountId, type: 'AWS::IAM::Role', ARN: roleArn(wanted) }],
    shared: caller.identity['type'] !== 'IAMUser',
  };
}
