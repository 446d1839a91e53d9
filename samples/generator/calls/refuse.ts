import type { Call } from '../call.ts';

const reasons = {
  identity: 'because no identity-based policy allows the',
  organization: 'with an explicit deny in a service control policy for the',
} as const;

/** The same call, refused for want of permission, as each service words it.
 *
 * EC2 has a code of its own, and IAM calls keep their name; most refused calls are recorded without parameters. */
export function refuse(call: Call, resource = '*', reason: keyof typeof reasons = 'identity'): Call {
  const action = `${call.service}:${call.name}`;
  const { request: _request, response: _response, ...rest } = call;
  const who = String(call.caller.identity['arn']);
  if (call.service === 'ec2') {
    const message = `You are not authorized to perform this operation. User: ${who} is not authorized to perform: ${action} ${reasons[reason]} ${action} action`;
    return { ...rest, error: { code: 'Client.UnauthorizedOperation', message } };
  }
  const message = `User: ${who} is not authorized to perform: ${action} on resource: ${resource} ${reasons[reason]} ${action} action`;
  return { ...rest, error: { code: 'AccessDenied', message } };
}
