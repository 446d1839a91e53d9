import { signIn } from '../../../samples/generator/calls/sign-in.ts';
import { accessKeyId, addresses, agents, arn } from '../../../samples/generator/company/account.ts';
import { type Caller, consoleUser, userIdentity } from '../../../samples/generator/company/callers.ts';
import { people } from '../../../samples/generator/company/estate.ts';
import { callAs } from '../call-as.ts';
import { administrator, homes, inConsole, withOwnKey } from '../staff.ts';
import { refusedPage } from './applications.ts';
import type { Work } from './work.ts';

/** A person's own key is a quarter old: a new one, the old one off, a day later gone. */
export const ownKeyRenewed: Work = {
  gapMs: 200_000,
  run: (random) => {
    const userName = random.pick(people);
    const old = accessKeyId(userName);
    const call = callAs(withOwnKey(userName, old));
    const accessKey = { accessKeyId: accessKeyId(`${userName}/${random.hex(4)}`), status: 'Active', userName };
    return [
      call('iam', 'ListAccessKeys', { userName }),
      call('iam', 'CreateAccessKey', { userName }, { response: { accessKey } }),
      call('iam', 'UpdateAccessKey', { userName, accessKeyId: old, status: 'Inactive' }),
      call('iam', 'DeleteAccessKey', { userName, accessKeyId: old }),
    ];
  },
};

/** The administrator renews the key of the build job's user. */
export const robotKeyRenewed: Work = {
  gapMs: 60_000,
  run: (random, startMs) => {
    const call = callAs(inConsole(administrator, random, startMs));
    const userName = 'deploy-bot';
    const old = accessKeyId(userName);
    const accessKey = { accessKeyId: accessKeyId('deploy-bot/next'), status: 'Active', userName };
    return [
      call('iam', 'CreateAccessKey', { userName }, { response: { accessKey } }),
      call('iam', 'UpdateAccessKey', { userName, accessKeyId: old, status: 'Inactive' }),
      call('iam', 'DeleteAccessKey', { userName, accessKeyId: old }),
    ];
  },
};

/** Someone starts: the administrator makes the user, who signs in without a second factor that once, then sets one up. */
export const colleagueStarts: Work = {
  gapMs: 90_000,
  run: (random, startMs) => {
    const userName = random.pick(['nora.feld', 'emil.sand', 'dana.hoek']);
    const call = callAs(inConsole(administrator, random, startMs));
    const origin = { from: addresses.office, agent: agents.firefox };
    const firstDay = consoleUser(userName, false, origin, startMs);
    const own = callAs(firstDay);
    const serialNumber = arn('iam', '', `mfa/${userName}`);
    const who: Caller = { identity: userIdentity(userName), sourceIPAddress: origin.from, userAgent: origin.agent };
    return [
      call(
        'iam',
        'CreateUser',
        { userName },
        { response: { user: { userName, arn: arn('iam', '', `user/${userName}`), path: '/' } } },
      ),
      call(
        'iam',
        'CreateLoginProfile',
        { userName, passwordResetRequired: true },
        { response: { loginProfile: { userName } } },
      ),
      call('iam', 'AddUserToGroup', { userName, groupName: 'developers' }),
      signIn(who, false),
      own('iam', 'ChangePassword'),
      own(
        'iam',
        'CreateVirtualMFADevice',
        { path: '/', virtualMFADeviceName: userName },
        { response: { virtualMFADevice: { serialNumber } } },
      ),
      own('iam', 'EnableMFADevice', { userName, serialNumber }),
      ...refusedPage(firstDay, random),
    ];
  },
};

/** Someone leaves: what opens doors is taken away, then the user. */
export const colleagueLeaves: Work = {
  gapMs: 40_000,
  run: (random, startMs) => {
    const userName = 'paul.linde';
    const call = callAs(inConsole(administrator, random, startMs));
    const serialNumber = arn('iam', '', `mfa/${userName}`);
    const key = accessKeyId(userName);
    return [
      call('iam', 'ListAccessKeys', { userName }),
      call('iam', 'UpdateAccessKey', { userName, accessKeyId: key, status: 'Inactive' }),
      call('iam', 'DeleteAccessKey', { userName, accessKeyId: key }),
      call('iam', 'DeactivateMFADevice', { userName, serialNumber }),
      call('iam', 'DeleteVirtualMFADevice', { serialNumber }),
      call('iam', 'DeleteLoginProfile', { userName }),
      call('iam', 'RemoveUserFromGroup', { userName, groupName: 'developers' }),
      call('iam', 'DetachUserPolicy', { userName, policyArn: arn('iam', '', 'policy/reports') }),
      call('iam', 'DeleteUser', { userName }),
    ];
  },
};

/** A new telephone: the person's second factor is taken off and set up again. */
export const secondFactorReplaced: Work = {
  gapMs: 60_000,
  run: (random, startMs) => {
    const userName = 'sofia.rossi';
    const call = callAs(inConsole(userName, random, startMs));
    const serialNumber = arn('iam', '', `mfa/${userName}`);
    return [
      call('iam', 'DeactivateMFADevice', { userName, serialNumber }),
      call(
        'iam',
        'CreateVirtualMFADevice',
        { path: '/', virtualMFADeviceName: userName },
        { response: { virtualMFADevice: { serialNumber } } },
      ),
      call('iam', 'EnableMFADevice', { userName, serialNumber }),
    ];
  },
};

/** The administrator looks after users from home, by the command line. */
export const usersReviewed: Work = {
  gapMs: 4000,
  run: (_, startMs) => {
    const call = callAs(
      consoleUser(
        administrator,
        true,
        { from: homes[administrator], agent: agents.firefox },
        startMs - (startMs % 1000),
      ),
    );
    return [
      call('iam', 'GenerateCredentialReport'),
      call('iam', 'GetCredentialReport'),
      ...people.map((userName) => call('iam', 'ListAccessKeys', { userName })),
      ...people.map((userName) => call('iam', 'GetAccessKeyLastUsed', { accessKeyId: accessKeyId(userName) })),
      call('iam', 'GenerateServiceLastAccessedDetails', { arn: arn('iam', '', 'user/deploy-bot') }),
    ];
  },
};
