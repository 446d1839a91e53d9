import { servers } from '../../../samples/generator/company/estate.ts';
import { callAs } from '../call-as.ts';
import { atShell, inConsole, monthRoles, onCall } from '../staff.ts';
import type { Work } from './work.ts';

/** Operators open sessions on servers, and close them. */
export const serverSessions: Work = {
  gapMs: 120_000,
  run: (random, startMs) => {
    const person = random.pick(onCall);
    const call = callAs(atShell(person, monthRoles.operator, random, startMs));
    const target = random.pick(servers);
    const sessionId = `${person}-0${random.hex(16)}`;
    return [
      call('ssm', 'DescribeInstanceInformation'),
      call(
        'ssm',
        'StartSession',
        { target },
        { response: { sessionId, tokenValue: 'Value hidden due to security reasons.' } },
      ),
      ...(random.chance(0.3) ? [call('ssm', 'ResumeSession', { sessionId })] : []),
      call('ssm', 'TerminateSession', { sessionId }, { response: { sessionId } }),
    ];
  },
};

/** A key for one minute on one server. */
export const instanceConnected: Work = {
  gapMs: 3000,
  run: (random, startMs) => {
    const call = callAs(atShell(random.pick(onCall), monthRoles.operator, random, startMs));
    const instanceId = random.pick(servers);
    return [
      call('ec2', 'DescribeInstances', { instancesSet: { items: [{ instanceId }] }, filterSet: {} }),
      call('ec2-instance-connect', 'SendSSHPublicKey', {
        instanceId,
        instanceOSUser: 'ec2-user',
        sSHPublicKey: 'ssh-ed25519 AAAAexample',
      }),
    ];
  },
};

/** Someone looks at why a server does not come up, and asks for the password of a Windows one. */
export const serverDebugged: Work = {
  gapMs: 20_000,
  run: (random, startMs) => {
    const call = callAs(atShell(random.pick(onCall), monthRoles.operator, random, startMs));
    const instanceId = random.pick(servers);
    return [
      call('ec2', 'GetConsoleOutput', { instanceId }),
      call('ec2', 'DescribeInstanceAttribute', { instanceId, attribute: 'userData' }),
      call('ec2', 'GetPasswordData', { instanceId }),
    ];
  },
};

/** Operators run a command on a few servers at once. */
export const commandsRun: Work = {
  gapMs: 15_000,
  run: (random, startMs) => {
    const call = callAs(atShell(random.pick(onCall), monthRoles.operator, random, startMs));
    const instanceIds = servers.slice(0, 1 + random.below(3));
    const commandId = random.uuid();
    const request = {
      documentName: 'AWS-RunShellScript',
      instanceIds,
      parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      interactive: false,
    };
    return [
      call('ssm', 'SendCommand', request, { response: { command: { commandId, instanceIds, status: 'Pending' } } }),
      ...instanceIds.map((instanceId) => call('ssm', 'GetCommandInvocation', { commandId, instanceId })),
    ];
  },
};

/** A server gets another role, by hand. */
export const serverRoleReplaced: Work = {
  gapMs: 10_000,
  run: (random, startMs) => {
    const call = callAs(inConsole('piet.visser', random, startMs));
    return [
      call('ec2', 'DescribeIamInstanceProfileAssociations', { DescribeIamInstanceProfileAssociationsRequest: {} }),
      call('ec2', 'ReplaceIamInstanceProfileAssociation', {
        ReplaceIamInstanceProfileAssociationRequest: {
          AssociationId: `iip-assoc-0${random.hex(16)}`,
          IamInstanceProfile: { Name: 'web-server' },
        },
      }),
    ];
  },
};
