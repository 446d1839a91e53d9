import type { JsonObject } from '#shared/model/json.ts';
import { formatTime } from '../../../samples/generator/calendar.ts';
import type { Call } from '../../../samples/generator/call.ts';
import { assumeRole } from '../../../samples/generator/calls/assume-role.ts';
import { failSignIn, signIn } from '../../../samples/generator/calls/sign-in.ts';
import {
  accessKeyId,
  accountId,
  addresses,
  agents,
  arn,
  homeRegion,
} from '../../../samples/generator/company/account.ts';
import { type Caller, roleSession, userIdentity } from '../../../samples/generator/company/callers.ts';
import type { Person } from '../../../samples/generator/company/estate.ts';
import { callAs } from '../call-as.ts';
import { anyPerson, contractorOrigin, contractorRole, contractors, homes, monthRoles, withOwnKey } from '../staff.ts';
import type { Work } from './work.ts';

/** Contractors come in through Identity Center: the second factor is asked there, and the console's own record says MFAUsed "No". */
export const signedInByIdentityCenter: Work = {
  gapMs: 6000,
  run: (random, startMs) => {
    const name = random.pick(contractors);
    const session = `${name}@example.com`;
    const origin = contractorOrigin(name, random, agents.firefox);
    const caller = roleSession(contractorRole, session, origin, startMs);
    return [
      ...(random.chance(0.1) ? [verifyCredential(name, origin.from, 'PASSWORD', 'Failure')] : []),
      verifyCredential(name, origin.from, 'PASSWORD', 'Success'),
      verifyCredential(name, origin.from, 'TOTP', 'Success'),
      {
        caller: { identity: centerUser(), sourceIPAddress: origin.from, userAgent: origin.agent },
        service: 'signin',
        region: homeRegion,
        name: 'UserAuthentication',
        eventType: 'AwsServiceEvent',
        additional: {
          UserName: session,
          LoginTo: 'https://example.awsapps.example.com/start',
          CredentialType: 'PASSWORD,TOTP',
        },
        serviceDetails: { UserAuthentication: 'Success' },
      },
      takeBySaml(session, startMs),
      { ...signIn(caller, false), region: homeRegion },
    ];
  },
};

/** From home the same people sign in with the same second factor. */
export const signedInFromHome: Work = {
  gapMs: 20_000,
  run: (random) => {
    const person = anyPerson(random);
    const who = visitor(person, homes[person]);
    return [{ ...signIn(who, true), name: 'CheckMfa', response: { CheckMfa: 'Success' } }, signIn(who, true)];
  },
};

/** Somebody is back from holidays: five wrong passwords, then a reset by the administrator, then in. */
export const passwordForgotten: Work = {
  gapMs: 25_000,
  run: (random) => {
    const who = visitor('piet.visser', addresses.office);
    const call = callAs(visitor('mara.lindt', addresses.office));
    return [
      ...Array.from({ length: 4 + random.below(3) }, () => failSignIn(who)),
      call('iam', 'UpdateLoginProfile', { userName: 'piet.visser', passwordResetRequired: true }),
      { ...signIn(who, true), name: 'PasswordUpdated', response: { PasswordUpdated: 'Success' } },
      signIn(who, true),
    ];
  },
};

/** Tools on laptops ask for sessions: by a second factor for an own key, or for a role. */
export const sessionsTaken: Work = {
  gapMs: 4000,
  run: (random, startMs) => {
    const person = anyPerson(random);
    const key = withOwnKey(person, accessKeyId(person));
    const call = callAs(key);
    const serialNumber = arn('iam', '', `mfa/${person}`);
    return [
      random.chance(0.3)
        ? call('sts', 'GetSessionToken', { durationSeconds: 3600, serialNumber })
        : withFactor(assumeRole(key, monthRoles.operator, person, startMs), serialNumber),
      call('sts', 'GetCallerIdentity'),
    ];
  },
};

/** People change from one role to another in the console. */
export const roleSwitched: Work = {
  gapMs: 1000,
  run: (random) => {
    const person = anyPerson(random);
    return [
      {
        ...signIn(visitor(person, addresses.office), true),
        name: 'SwitchRole',
        response: { SwitchRole: 'Success' },
        additional: {
          SwitchFrom: arn('iam', '', `user/${person}`),
          RedirectTo: 'https://console.aws.amazon.com/console/home',
        },
      },
    ];
  },
};

/** The person on call breaks the glass, once: at night, with a second factor, from home, and says so in the ticket. */
export const glassBroken: Work = {
  gapMs: 70_000,
  run: (random, startMs) => {
    const person = 'jonas.weber';
    const key = withOwnKey(person, accessKeyId(person));
    const session = roleSession(monthRoles.breakGlass, person, { from: homes[person], agent: agents.cli }, startMs);
    const call = callAs(session);
    return [
      withFactor(assumeRole(key, monthRoles.breakGlass, person, startMs), arn('iam', '', `mfa/${person}`)),
      call('rds', 'DescribeDBInstances', { dBInstanceIdentifier: 'shop' }),
      call('rds', 'DescribeEvents', { sourceIdentifier: 'shop', duration: 60 }),
      call('rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'shop', allocatedStorage: 400, applyImmediately: true }),
      call('rds', 'RebootDBInstance', { dBInstanceIdentifier: 'shop', forceFailover: true }),
      call('lambda', 'PutFunctionConcurrency20171031', {
        functionName: 'shop-checkout',
        reservedConcurrentExecutions: 50,
      }),
      call('ssm', 'StartSession', { target: `i-0${random.hex(16)}` }),
      call('monitoring', 'DescribeAlarms', { stateValue: 'ALARM' }),
    ];
  },
};

function withFactor(call: Call, serialNumber: string): Call {
  return { ...call, request: { ...call.request, serialNumber } };
}

function visitor(person: Person, from: string): Caller {
  return { identity: userIdentity(person), sourceIPAddress: from, userAgent: agents.safari };
}

function centerUser(): JsonObject {
  return { type: 'Unknown', principalId: accountId, arn: '', accountId, accessKeyId: '' };
}

function verifyCredential(name: string, from: string, type: string, result: string): Call {
  return {
    caller: { identity: centerUser(), sourceIPAddress: from, userAgent: agents.firefox },
    service: 'signin',
    region: homeRegion,
    name: 'CredentialVerification',
    eventType: 'AwsServiceEvent',
    additional: { UserName: `${name}@example.com`, CredentialType: type },
    serviceDetails: { CredentialVerification: result },
  };
}

function takeBySaml(session: string, timeMs: number): Call {
  const provider = arn('iam', '', 'saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE');
  const roleArn = arn('iam', '', `role${contractorRole.path}${contractorRole.name}`);
  return {
    caller: {
      identity: {
        type: 'SAMLUser',
        principalId: `EXAMPLEQ3PxBB6Fo=:${session}`,
        userName: session,
        identityProvider: 'EXAMPLEQ3PxBB6Fo=',
      },
      sourceIPAddress: 'sso.amazonaws.com',
      userAgent: 'sso.amazonaws.com',
    },
    service: 'sts',
    name: 'AssumeRoleWithSAML',
    request: {
      sAMLAssertionID: '_example',
      roleSessionName: session,
      durationSeconds: 3600,
      roleArn,
      principalArn: provider,
    },
    response: {
      credentials: { expiration: formatTime(timeMs + 3_600_000) },
      subject: session,
      issuer: 'https://portal.sso.example.com',
    },
    resources: [{ accountId, type: 'AWS::IAM::Role', ARN: roleArn }],
  };
}
