import { timeOn } from '../../../samples/generator/calendar.ts';
import { look } from '../../../samples/generator/calls/read.ts';
import { refuse } from '../../../samples/generator/calls/refuse.ts';
import { addresses, agents, arn, auditorAccountId } from '../../../samples/generator/company/account.ts';
import { roleSession } from '../../../samples/generator/company/callers.ts';
import { roles } from '../../../samples/generator/company/estate.ts';
import { callAs } from '../../noise/call-as.ts';
import { from, type Incident } from '../incident.ts';

const origin = { from: addresses.intruder, agent: agents.boto3 };
const session = roleSession(roles.ciDeploy, 'run-146999', origin, timeOn('thursday', '21:59:00'));
const call = callAs(session);
const wanted = ['platform-admin', 'break-glass-admin', 'operator', 'terraform', 'audit', 'billing', 'dns', 'network'];

/** A poisoned build step sends the pipeline's session out: it tries roles, opens its own to a stranger, reads what there is. */
export const abusedPipeline: Incident = {
  title: "a pipeline's role that looks for a way up",
  steps: [
    from(0, [call('sts', 'GetCallerIdentity', undefined, { region: 'us-east-1' })]),
    from(
      1,
      wanted.map((name) =>
        refuse(look(session, { service: 'sts', name: 'AssumeRole' }), arn('iam', '', `role/${name}`)),
      ),
      9,
    ),
    from(4, [
      call('iam', 'UpdateAssumeRolePolicy', {
        roleName: roles.ciDeploy.name,
        policyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${auditorAccountId}:root` }, Action: 'sts:AssumeRole' },
          ],
        }),
      }),
      call('iam', 'PutRolePolicy', {
        roleName: roles.ciDeploy.name,
        policyName: 'deploy',
        policyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
        }),
      }),
    ]),
  ],
  alerts: [
    'medium correlation/many-roles-tried',
    'medium iam/role-opened-to-another-account',
    'high iam/administrator-policy-written',
  ],
};
