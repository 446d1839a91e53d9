import { timeOn } from '../../../samples/generator/calendar.ts';
import { look } from '../../../samples/generator/calls/read.ts';
import { refuse } from '../../../samples/generator/calls/refuse.ts';
import { addresses, agents } from '../../../samples/generator/company/account.ts';
import { type Caller, type Origin, roleSession } from '../../../samples/generator/company/callers.ts';
import { roles, servers } from '../../../samples/generator/company/estate.ts';
import { callAs } from '../../noise/call-as.ts';
import { from, type Incident } from '../incident.ts';

const [serverId = ''] = servers;
const atHome = callAs(serverRole({ from: addresses.workloads, agent: agents.ssmAgent }));
const thief = serverRole({ from: addresses.intruder, agent: agents.cli });
const abroad = callAs(thief);

/** A web application fetches addresses for strangers, the metadata service among them; the role's credentials leave the server. */
export const stolenServerCredentials: Incident = {
  title: "a server's credentials that are used elsewhere",
  steps: [
    from(
      0,
      Array.from({ length: 6 }, () => atHome('ssm', 'UpdateInstanceInformation', { instanceId: serverId })),
      300,
    ),
    from(11, [
      abroad('sts', 'GetCallerIdentity', undefined, { region: 'us-east-1' }),
      abroad('s3', 'ListBuckets', { Host: 's3.amazonaws.com' }),
      refuse(look(thief, { service: 'iam', name: 'ListUsers' })),
      refuse(look(thief, { service: 'iam', name: 'ListRoles' })),
      abroad('secretsmanager', 'ListSecrets'),
      abroad('rds', 'DescribeDBInstances'),
    ]),
    from(
      14,
      ['database', 'payments', 'mail', 'search', 'tokens', 'partner'].map((name) =>
        abroad('secretsmanager', 'GetSecretValue', { secretId: `shop/${name}` }),
      ),
    ),
  ],
  alerts: [
    'medium correlation/server-credentials-from-two-networks',
    'high correlation/server-credentials-stolen',
    'medium correlation/server-role-looked-around',
  ],
};

function serverRole(origin: Origin): Caller {
  const session = roleSession(roles.webServer, serverId, origin, timeOn('thursday', '20:10:00'));
  const { sessionContext } = session.identity;
  return {
    ...session,
    identity: { ...session.identity, sessionContext: { ...Object(sessionContext), ec2RoleDelivery: '2.0' } },
  };
}
