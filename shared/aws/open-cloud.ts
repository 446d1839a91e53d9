import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { isAccountId, isRegion } from '#shared/model/is-place.ts';
import { partitionOf } from '#shared/model/partition-of.ts';
import { type Cloud, CloudError, type CloudPlace, type OpenCloud } from '#shared/ports/cloud/cloud.ts';
import { callCloud } from './cloud/cloud-errors.ts';
import { createCloud, type SessionCredentials } from './cloud/create-cloud.ts';

/** How to come into accounts. */
export interface CloudAccess {
  /** The account whose credentials are at hand. */
  readonly homeAccountId: string;
  /** The role to assume in other accounts, and what it asks for; without it, other accounts are out of reach. */
  readonly member?: { readonly roleName: string; readonly externalId: string };
  readonly sts: STSClient;
  /** Epoch milliseconds UTC. */
  readonly now: () => number;
  readonly create?: (place: CloudPlace, credentials?: SessionCredentials) => Cloud;
}

/** Opens clouds, kept until shortly before their credentials expire: one for each region of the home account, where the function's own
 * role is the bound, and one for each region of another account and set of actions. A member role serves both functions that playbooks run
 * in, so each session of it is narrowed to what it is opened for.
 * @see IAM user guide, "Access to AWS accounts owned by third parties": why the role asks for an external id
 * @see IAM user guide, "Session policies" */
export function createOpenCloud({ homeAccountId, member, sts, now, create = createCloud }: CloudAccess): OpenCloud {
  const clouds = new Map<string, { readonly cloud: Cloud; readonly untilMs: number }>();
  const sessions = new Map<string, Session>();

  const sessionIn = async (place: CloudPlace, policy: string): Promise<Session> => {
    const key = `${place.accountId} ${policy}`;
    const kept = sessions.get(key);
    if (kept !== undefined && kept.untilMs > now()) return kept;
    if (member === undefined) throw unreachable(place);
    const session = await assume(sts, { role: roleArn(place, member.roleName), externalId: member.externalId, policy });
    sessions.set(key, session);
    return session;
  };

  return async (place, actions) => {
    if (!isAccountId(place.accountId) || !isRegion(place.region)) throw unreachable(place);
    const policy = place.accountId === homeAccountId ? undefined : sessionPolicy(actions);
    const key = `${place.accountId} ${place.region} ${policy ?? ''}`;
    const kept = clouds.get(key);
    if (kept !== undefined && kept.untilMs > now()) return kept.cloud;
    const session = policy === undefined ? undefined : await sessionIn(place, policy);
    const cloud = create(place, session?.credentials);
    clouds.set(key, { cloud, untilMs: session?.untilMs ?? Number.POSITIVE_INFINITY });
    return cloud;
  };
}

interface Session {
  readonly credentials: SessionCredentials;
  /** When it is too old to begin something with, epoch milliseconds UTC. */
  readonly untilMs: number;
}

/** Longer than a function runs. */
const marginMs = 5 * 60_000;

interface Entry {
  readonly role: string;
  readonly externalId: string;
  /** What the session may do at most, as JSON text. */
  readonly policy: string;
}

async function assume(sts: STSClient, { role, externalId, policy }: Entry): Promise<Session> {
  const call = {
    permission: 'sts:AssumeRole',
    resource: role,
    whenDenied: 'deploy infra/member-role.yml there, with the same external id',
  };
  const answer = await callCloud(call, () =>
    sts.send(
      new AssumeRoleCommand({
        RoleArn: role,
        RoleSessionName: sessionName,
        ExternalId: externalId,
        Policy: policy,
      }),
    ),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
    throw new CloudError(`${call.permission} for ${role}: no credentials in the answer`, {
      kind: 'unavailable',
      permission: call.permission,
    });
  }
  return {
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    untilMs: Expiration.getTime() - marginMs,
  };
}

const sessionName = 'trailguard';

/** The same text for the same actions. STS takes 2,048 characters: a playbook's are a fraction of it. */
function sessionPolicy(actions: readonly string[]): string {
  const Action = [...new Set(actions)].sort();
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
}

function roleArn({ accountId, region }: CloudPlace, roleName: string): string {
  return `arn:${partitionOf(region)}:iam::${accountId}:role/${roleName}`;
}

function unreachable({ accountId, region }: CloudPlace): CloudError {
  return new CloudError(
    `account ${accountId} (${region}) cannot be reached: deploy with --param="memberExternalId=…" and infra/member-role.yml there`,
    { kind: 'denied', permission: 'sts:AssumeRole' },
  );
}
