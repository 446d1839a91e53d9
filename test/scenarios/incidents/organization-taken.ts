import { timeOn } from '../../../samples/generator/calendar.ts';
import { addresses, agents, auditorAccountId } from '../../../samples/generator/company/account.ts';
import { role, roleSession } from '../../../samples/generator/company/callers.ts';
import { callAs } from '../../noise/call-as.ts';
import { from, type Incident } from '../incident.ts';

const administrator = role('organization-admin');
const origin = { from: addresses.intruder, agent: agents.cli };
const call = callAs(roleSession(administrator, 'session', origin, timeOn('thursday', '21:58:00')));
const instanceArn = 'arn:aws:sso:::instance/ssoins-1234567890example';
const permissionSetArn = `${instanceArn.replace('instance', 'permissionSet')}/ps-1234567890example`;

/** From the management account: the guard rails fall, an outsider is given the organization, and everyone's way in is one's own. */
export const organizationTaken: Incident = {
  title: 'an organization that is taken over from its management account',
  steps: [
    from(0, [
      call('organizations', 'DescribeOrganization'),
      call('organizations', 'ListAccounts'),
      call('organizations', 'ListPolicies', { filter: 'SERVICE_CONTROL_POLICY' }),
    ]),
    from(4, [
      call('organizations', 'DetachPolicy', { policyId: 'p-examplescp1', targetId: 'r-exam' }),
      call('organizations', 'DeletePolicy', { policyId: 'p-examplescp1' }),
    ]),
    from(7, [
      call('organizations', 'RegisterDelegatedAdministrator', {
        accountId: auditorAccountId,
        servicePrincipal: 'sso.amazonaws.com',
      }),
    ]),
    from(12, [
      call('sso', 'CreatePermissionSet', { instanceArn, name: 'Maintenance', sessionDuration: 'PT12H' }),
      call('sso', 'AttachManagedPolicyToPermissionSet', {
        instanceArn,
        permissionSetArn,
        managedPolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
      call('sso', 'CreateAccountAssignment', {
        instanceArn,
        permissionSetArn,
        principalType: 'USER',
        principalId: '54d8e4b8-0041-7059-8a3b-5e0a0example',
        targetType: 'AWS_ACCOUNT',
        targetId: auditorAccountId,
      }),
    ]),
    from(20, [call('organizations', 'RemoveAccountFromOrganization', { accountId: auditorAccountId })]),
  ],
  alerts: [
    'medium correlation/newcomer-asked-rare-questions',
    'medium organizations/guardrail-removed',
    'medium organizations/delegation-changed',
    'low identitycenter/permission-set-changed',
    'high identitycenter/administrator-permission-set',
    'medium identitycenter/access-assigned',
    'high organizations/account-left-organization',
  ],
};
