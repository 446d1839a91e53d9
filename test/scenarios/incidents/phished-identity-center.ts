import type { JsonObject } from '#shared/model/json.ts';
import { timeOn } from '../../../samples/generator/calendar.ts';
import type { Call } from '../../../samples/generator/call.ts';
import {
  accountId,
  addresses,
  agents,
  auditorAccountId,
  homeRegion,
} from '../../../samples/generator/company/account.ts';
import { type Caller, role, roleSession } from '../../../samples/generator/company/callers.ts';
import { callAs } from '../../noise/call-as.ts';
import { from, type Incident } from '../incident.ts';

const identity: JsonObject = {
  type: 'IdentityCenterUser',
  accountId,
  onBehalfOf: {
    userId: '54d8e4b8-0041-7059-8a3b-5e0a0example',
    identityStoreArn: `arn:aws:identitystore::${accountId}:identitystore/d-9967example`,
  },
  credentialId: 'e8f1a9e0c2a5example',
};
const portal: Caller = { identity, sourceIPAddress: addresses.intruder, userAgent: agents.cli };
const call = callAs(portal);

const administrator = role(
  'AWSReservedSSO_AdministratorAccess_0123456789abcdef',
  `/aws-reserved/sso.amazonaws.com/${homeRegion}/`,
);
const origin = { from: addresses.intruder, agent: agents.cli };
const inAccount = callAs(roleSession(administrator, 'lena.okafor@example.com', origin, timeOn('thursday', '22:04:00')));

/** A person approves a device that is not theirs; its token opens the accounts that the person may enter. */
export const phishedIdentityCenter: Incident = {
  title: 'a phished person of Identity Center in whose name a back door is made',
  steps: [
    from(0, [
      call('sso', 'CreateToken', {
        grantType: 'urn:ietf:params:oauth:grant-type:device_code',
        clientId: '0123example',
      }),
    ]),
    from(1, [takeRole(accountId), takeRole(auditorAccountId)]),
    from(5, [
      inAccount('iam', 'CreateUser', { userName: 'support-sync' }),
      inAccount('iam', 'CreateAccessKey', { userName: 'support-sync' }),
      inAccount('iam', 'AttachUserPolicy', {
        userName: 'support-sync',
        policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
    ]),
  ],
  alerts: [
    'low identitycenter/device-code-used',
    'medium iam/identity-changed-by-hand',
    'critical correlation/privileged-back-door',
    'medium iam/access-key-created-for-another-user',
    'high iam/administrator-access-attached',
  ],
};

function takeRole(account: string): Call {
  return {
    ...call('sso', 'GetRoleCredentials'),
    eventType: 'AwsServiceEvent',
    serviceDetails: { role_name: 'AdministratorAccess', account_id: account },
  };
}
