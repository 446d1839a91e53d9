import type { Call } from '../../../samples/generator/call.ts';
import { assumeRole } from '../../../samples/generator/calls/assume-role.ts';
import { look } from '../../../samples/generator/calls/read.ts';
import { refuse } from '../../../samples/generator/calls/refuse.ts';
import { agents, auditorAccountId } from '../../../samples/generator/company/account.ts';
import { type Caller, roleSession } from '../../../samples/generator/company/callers.ts';
import { functions } from '../../../samples/generator/company/estate.ts';
import type { Random } from '../../../samples/generator/random.ts';
import { type CallAs, callAs } from '../call-as.ts';
import { contractorOrigin, contractorSession, contractors, homeArn, monthRoles } from '../staff.ts';
import { globalLooks, regionalLooks } from './posture-scan.ts';
import type { Work } from './work.ts';

/** Contractors work in the console, with the session that Identity Center gave them. */
export const contractorAtConsole: Work = {
  gapMs: 20_000,
  run: (random, startMs) => {
    const name = random.pick(contractors);
    const session = contractorSession(name, contractorOrigin(name, random, agents.firefox), startMs);
    return dayOfWork(callAs({ ...session, viaConsole: true }), random);
  },
};

/** A partner's developers take a role from their own account, each with a mail address for a name. */
export const partnerAtWork: Work = {
  gapMs: 15_000,
  run: (random, startMs) => {
    const session = random.pick(['max.stein@example.com', 'eva.lund@example.com']);
    const origin = { from: '198.51.100.150', agent: agents.cli };
    const call = callAs(roleSession(monthRoles.partnerDeveloper, session, origin, startMs));
    const asked = assumeRole(
      fromOtherAccount(session, origin.from, origin.agent),
      monthRoles.partnerDeveloper,
      session,
      startMs,
    );
    return [asked, call('sts', 'GetCallerIdentity'), ...dayOfWork(call, random)];
  },
};

/** A vendor's counter of licences may see nothing but servers, and asks for all that there is, every night. */
export const licencesCounted: Work = {
  gapMs: 1500,
  run: (_, startMs) => {
    const session = 'licence-count';
    const origin = { from: '198.51.100.160', agent: agents.boto3 };
    const caller = roleSession(monthRoles.licenceCounter, session, origin, startMs);
    const asked = fromOtherAccount(session, origin.from, origin.agent);
    const wanted = [...regionalLooks, ...globalLooks].flatMap(([service, names]) =>
      names.map((name) => ({ service, name })),
    );
    return [
      assumeRole(asked, monthRoles.licenceCounter, session, startMs),
      look(caller, { service: 'ec2', name: 'DescribeInstances' }),
      ...wanted
        // Everybody may ask who they are.
        .filter(({ service, name }) => service !== 'sts' && name !== 'DescribeInstances')
        .map((each) => refuse(look(caller, each))),
    ];
  },
};

function dayOfWork(call: CallAs, random: Random): readonly Call[] {
  const functionName = random.pick(functions);
  return [
    call('lambda', 'GetFunction20150331v2', { functionName }),
    call('logs', 'DescribeLogStreams', { logGroupName: `/aws/lambda/${functionName}`, orderBy: 'LastEventTime' }),
    call('logs', 'FilterLogEvents', { logGroupName: `/aws/lambda/${functionName}`, filterPattern: 'ERROR' }),
    call('dynamodb', 'DescribeTable', { tableName: 'shop' }),
    ...(random.chance(0.3) ? [call('sqs', 'GetQueueAttributes', { attributeNames: ['All'] })] : []),
    ...(random.chance(0.2)
      ? [call('states', 'StartExecution', { stateMachineArn: homeArn('states', 'stateMachine:imports') })]
      : []),
  ];
}

function fromOtherAccount(session: string, from: string, agent: string): Caller {
  return {
    identity: { type: 'AWSAccount', principalId: `AROAEXAMPLEPARTNER:${session}`, accountId: auditorAccountId },
    sourceIPAddress: from,
    userAgent: agent,
  };
}
