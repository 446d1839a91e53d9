import { isJsonObject, type JsonObject } from '#shared/model/json.ts';
import { memberAt, textAt } from '#shared/model/read-json.ts';

/** One thing that a caller says of itself, said otherwise. */
export interface Rewrite {
  /** Ends a sentence that begins with `is recognised also`. */
  readonly name: string;
  /** How far the level may fall, if it is above; it may not fall at all where nothing is said. */
  readonly floor?: 'low' | 'medium';
  /** The record as the same caller could have had it written, with the credentials that it names; `undefined` where they could not.
   * @param place of the record among those of its case */
  readonly rewritten: (record: JsonObject, place: number) => JsonObject | undefined;
}

/** What Terraform's provider for AWS says of itself. */
const terraformAgent =
  'APN/1.0 HashiCorp/1.0 Terraform/1.13.3 (+https://www.terraform.io) terraform-provider-aws/6.15.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.39.2 ua/2.1 os/linux lang/go#1.24.6';

const commandLineAgent = 'aws-cli/2.31.4 md/awscrt#0.27.6 ua/2.1 os/linux#6.8.0 lang/python#3.13.7 md/prompt#off';

/** Reviewed code does much of what is an alert by hand, so that its own rules say it lower. */
export const callItselfTerraform: Rewrite = {
  name: 'when it calls itself Terraform',
  floor: 'low',
  rewritten: callItself(terraformAgent),
};

/** Everything that whoever holds some credentials can say with them, one at a time.
 *
 * Whether a person or a program acts is in part what the caller says: a rule may tell the two apart at high and at medium, and lose neither.
 * What this cannot ask for: where its name alone shows a role's session to be a person's, rules about acts by hand lose it with the name, for
 * programs do the same all day. Nearly all cases of such rules have sessions that AWS shows to be a person's, or a user's key.
 */
export const rewrites: readonly Rewrite[] = [
  callItselfTerraform,
  ...[
    {
      name: 'when it calls itself a browser',
      rewritten: callItself('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'),
    },
    { name: 'when it calls itself nothing', rewritten: callItself('') },
    { name: 'when it calls itself the command line', rewritten: callItself(commandLineAgent) },
    { name: 'when its session has another name', rewritten: nameSession(() => 'nightly-report') },
    { name: 'when its session is named after a mail address', rewritten: nameSession(() => 'carol@example.com') },
    { name: 'when its session is named after a server', rewritten: nameSession(() => 'i-0123456789abcdef0') },
    { name: 'when an SDK names its session', rewritten: nameSession(() => 'botocore-session-1772400000') },
    { name: 'when its session has another name for each call', rewritten: nameSession((place) => `run-${place}`) },
  ].map((rewrite) => ({ ...rewrite, floor: 'medium' as const })),
  { name: 'when its key is traded for a session', rewritten: tradeKey },
  { name: 'when it comes from another address', rewritten: moveAway },
];

/** The user agent is whatever the caller writes, unless AWS calls for it or on its own. */
function callItself(userAgent: string): Rewrite['rewritten'] {
  return (record) => (isByService(record) ? undefined : { ...record, userAgent });
}

/** Whoever takes a role names the session; Identity Center, service-linked roles and EC2 name theirs themselves. */
function nameSession(nameAt: (place: number) => string): Rewrite['rewritten'] {
  return (record, place) => {
    const identity = identityOf(record);
    const { arn, principalId } = identity;
    const parts = /^(arn:[^:]+:sts::\d{12}:assumed-role\/([^/]+))\/(.+)$/.exec(String(arn));
    const [, role = '', roleName = '', session = ''] = parts ?? [];
    const isNamedByAws = /^AWSReservedSSO_|^AWSServiceRoleFor/.test(roleName) || /^i-[0-9a-f]{8,17}$/.test(session);
    if (parts === null || isNamedByAws || isByService(record)) return undefined;
    const name = nameAt(place);
    return {
      ...record,
      userIdentity: {
        ...identity,
        arn: `${role}/${name}`,
        ...(principalId === undefined ? {} : { principalId: String(principalId).replace(/:.*$/, `:${name}`) }),
      },
    };
  };
}

/** GetSessionToken asks for no permission. What it gives cannot call IAM, and of STS two operations alone.
 * @see STS API reference, GetSessionToken */
function tradeKey(record: JsonObject): JsonObject | undefined {
  const identity = identityOf(record);
  const { eventSource, eventName, eventTime } = record;
  const key = textAt(record, 'userIdentity', 'accessKeyId') ?? '';
  const isRefused =
    eventSource === 'iam.amazonaws.com' ||
    (eventSource === 'sts.amazonaws.com' && eventName !== 'AssumeRole' && eventName !== 'GetCallerIdentity');
  if (!key.startsWith('AKIA') || isRefused || isByService(record)) return undefined;
  return {
    ...record,
    userIdentity: {
      ...identity,
      accessKeyId: key.replace('AKIA', 'ASIA'),
      sessionContext: { attributes: { creationDate: eventTime ?? null, mfaAuthenticated: 'false' } },
    },
  };
}

function moveAway(record: JsonObject): JsonObject | undefined {
  const isAddress = /^\d+(?:\.\d+){3}$|:/.test(textAt(record, 'sourceIPAddress') ?? '');
  return isAddress ? { ...record, sourceIPAddress: '198.51.100.77' } : undefined;
}

/** The same call by a program that has taken a role; `undefined` where no user's own credentials called.
 *
 * A user's key is never believed to be Terraform's, nor does it name a session: records of users alone would say nothing of rules that are
 * silenced so. */
export function asProgram(record: JsonObject): JsonObject | undefined {
  const { sessionCredentialFromConsole: _, ...rest } = record;
  const accountId = textAt(record, 'userIdentity', 'accountId');
  const isSignIn = record['eventType'] === 'AwsConsoleSignIn';
  if (memberAt(record, 'userIdentity', 'type') !== 'IAMUser' || accountId === undefined || isSignIn) return undefined;
  if (isByService(record)) return undefined;
  return {
    ...rest,
    userAgent: commandLineAgent,
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROACKCEVSQ6C2EXAMPLE:run-7',
      arn: `arn:aws:sts::${accountId}:assumed-role/deploy/run-7`,
      accountId,
      accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROACKCEVSQ6C2EXAMPLE',
          arn: `arn:aws:iam::${accountId}:role/deploy`,
          accountId,
          userName: 'deploy',
        },
        attributes: { creationDate: record['eventTime'] ?? null, mfaAuthenticated: 'false' },
      },
    },
  };
}

/** AWS called, for somebody or on its own, and wrote itself down. Older records have the console's hosts in that place. */
function isByService(record: JsonObject): boolean {
  const invokedBy = textAt(record, 'userIdentity', 'invokedBy') ?? '';
  const isOfConsole = invokedBy === 'signin.amazonaws.com' || invokedBy === 'console.amazonaws.com';
  return (invokedBy.endsWith('.amazonaws.com') && !isOfConsole) || record['eventType'] === 'AwsServiceEvent';
}

function identityOf(record: JsonObject): JsonObject {
  const identity = record['userIdentity'];
  return isJsonObject(identity) ? identity : {};
}
