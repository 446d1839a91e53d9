import { hourMs } from '../../samples/generator/calendar.ts';
import { addresses, agents, arn, homeRegion } from '../../samples/generator/company/account.ts';
import {
  type Caller,
  consoleUser,
  keyUser,
  type Origin,
  type Role,
  role,
  roleSession,
  serviceRole,
  sessionStart,
  through,
} from '../../samples/generator/company/callers.ts';
import { type Person, people } from '../../samples/generator/company/estate.ts';
import { officeOrigin } from '../../samples/generator/company/person-at-work.ts';
import type { Random } from '../../samples/generator/random.ts';

/** The one who administers users; two others are on call by turns. */
export const administrator: Person = 'mara.lindt';
export const onCall: readonly Person[] = ['jonas.weber', 'piet.visser'];

/** Where people sit when they are not in the office: an address each, and one while travelling. */
export const homes: Readonly<Record<Person, string>> = {
  'mara.lindt': '198.51.100.61',
  'jonas.weber': '198.51.100.62',
  'aylin.kaya': '2001:db8:77:4::5d',
  'piet.visser': '198.51.100.64',
  'sofia.rossi': '198.51.100.65',
};

/** People from outside the company, who come in through Identity Center. */
export const contractors = ['lena.okafor', 'tomas.brandt', 'irene.costa', 'samir.haddad', 'julia.novak'] as const;
export type Contractor = (typeof contractors)[number];
/** The role that Identity Center gives them. */
export const contractorRole: Role = role(
  'AWSReservedSSO_PowerUser_0123456789abcdef',
  `/aws-reserved/sso.amazonaws.com/${homeRegion}/`,
);

type MonthRole =
  | 'previewApp'
  | 'operator'
  | 'breakGlass'
  | 'runnerScaler'
  | 'imageBuilder'
  | 'scheduler'
  | 'janitor'
  | 'secretSync'
  | 'dnsSync'
  | 'podNetwork'
  | 'dataJobs'
  | 'snapshotCourier'
  | 'secretRotation'
  | 'costReader'
  | 'chatAssistant'
  | 'orderApi'
  | 'blockList'
  | 'cloudFormationExecution'
  | 'stackSetExecution'
  | 'landingZone'
  | 'reporter'
  | 'tidyUp'
  | 'licenceCounter'
  | 'forecasts'
  | 'partnerDeveloper'
  | 'logJanitor'
  | 'cacheCleaner'
  | 'partnerDrop';

/** Roles that the month needs beside those of the sample week. */
export const monthRoles: Readonly<Record<MonthRole, Role>> = {
  previewApp: role('preview-app'),
  operator: role('operator'),
  breakGlass: role('break-glass-admin'),
  runnerScaler: role('ci-runner-scaler'),
  imageBuilder: role('image-builder'),
  scheduler: role('working-hours-scheduler'),
  janitor: role('old-copies-janitor'),
  secretSync: role('external-secrets'),
  dnsSync: role('external-dns'),
  podNetwork: role('cluster-node'),
  dataJobs: role('data-jobs'),
  snapshotCourier: role('snapshot-courier'),
  secretRotation: role('database-secret-rotation'),
  costReader: role('vendor-cost-reader'),
  chatAssistant: role('chat-assistant'),
  orderApi: role('order-api'),
  blockList: role('address-block-list'),
  cloudFormationExecution: role('cloudformation-execution'),
  stackSetExecution: role('stacksets-exec-0123456789abcdef0123456789abcdef'),
  landingZone: role('AWSControlTowerExecution'),
  reporter: role('stock-reporter'),
  tidyUp: role('data-centre-tidy-up'),
  licenceCounter: role('licence-counter'),
  forecasts: role('forecasts'),
  partnerDeveloper: role('partner-developer'),
  logJanitor: role('app-log-janitor'),
  cacheCleaner: role('image-cache-cleaner'),
  partnerDrop: role('partner-drop'),
};

type LinkedRole = 'accessAnalyzer' | 'guardDuty' | 'securityHub' | 'inspector' | 'trustedAdvisor' | 'ecs';

/** Roles of AWS services in the account. */
export const linkedRoles: Readonly<Record<LinkedRole, Role>> = {
  accessAnalyzer: serviceRole('AWSServiceRoleForAccessAnalyzer', 'access-analyzer'),
  guardDuty: serviceRole('AWSServiceRoleForAmazonGuardDuty', 'guardduty'),
  securityHub: serviceRole('AWSServiceRoleForSecurityHub', 'securityhub'),
  inspector: serviceRole('AWSServiceRoleForAmazonInspector2', 'inspector2'),
  trustedAdvisor: serviceRole('AWSServiceRoleForTrustedAdvisor', 'trustedadvisor'),
  ecs: serviceRole('AWSServiceRoleForECS', 'ecs'),
};

/** A person in the console, in the office. */
export function inConsole(person: Person, random: Random, timeMs: number): Caller {
  return consoleUser(person, true, officeOrigin(person, random), sessionStart(person, 4 * hourMs, timeMs));
}

/** A person's role session on the command line, by a second factor; from home or the office. */
export function atShell(person: Person, of: Role, random: Random, timeMs: number): Caller {
  const from = random.chance(0.4) ? homes[person] : addresses.office;
  return withSecondFactor(roleSession(of, person, { from, agent: agents.cli }, sessionStart(person, hourMs, timeMs)));
}

/** A session that was taken with a second factor. */
export function withSecondFactor(session: Caller): Caller {
  const { sessionContext } = session.identity;
  return {
    ...session,
    identity: {
      ...session.identity,
      sessionContext: {
        ...Object(sessionContext),
        attributes: { ...Object(Object(sessionContext).attributes), mfaAuthenticated: 'true' },
      },
    },
  };
}

/** Where a contractor sits: in the office, or at home. */
export function contractorOrigin(name: Contractor, random: Random, agent: string): Origin {
  return { from: random.chance(0.5) ? addresses.office : `198.51.100.${70 + contractors.indexOf(name)}`, agent };
}

/** A contractor's session of Identity Center: the second factor was asked there, and the session does not say so. */
export function contractorSession(name: Contractor, origin: Origin, timeMs: number): Caller {
  return roleSession(contractorRole, `${name}@example.com`, origin, sessionStart(name, 4 * hourMs, timeMs));
}

/** A person's own long-lived key. */
export function withOwnKey(person: Person, keyId: string): Caller {
  return keyUser(person, keyId, { from: homes[person], agent: agents.cli });
}

/** A program that runs in the account with a role of its own. */
export function worker(of: Role, session: string, timeMs: number, agent: string = agents.nodeSdk): Caller {
  return roleSession(of, session, { from: addresses.workloads, agent }, sessionStart(session, hourMs, timeMs));
}

/** An AWS service at work with its own role in the account. */
export function serviceAtWork(of: Role, service: string, session: string, timeMs: number): Caller {
  const host = `${service}.amazonaws.com`;
  return through(roleSession(of, session, { from: host, agent: host }, sessionStart(session, hourMs, timeMs)), service);
}

/** A pipeline's Terraform. */
export function terraformRun(of: Role, random: Random, timeMs: number): Caller {
  return roleSession(
    of,
    `run-${random.hex(8)}`,
    { from: random.pick(addresses.ciRunners), agent: agents.terraform },
    timeMs,
  );
}

export const anyPerson = (random: Random): Person => random.pick(people);

/** An ARN at home. */
export const homeArn = (service: string, resource: string): string => arn(service, homeRegion, resource);
