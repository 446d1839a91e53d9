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

/** Opens clouds, one for each account and region, kept until shortly before its credentials expire.
 * @see IAM user guide, "Access to AWS accounts owned by third parties": why the role asks for an external id */
export function createOpenCloud({ homeAccountId, member, sts, now, create = createCloud }: CloudAccess): OpenCloud {
  const clouds = new Map<string, { readonly cloud: Cloud; readonly untilMs: number }>();
  const sessions = new Map<string, Session>();

  const sessionIn = async (place: CloudPlace): Promise<Session> => {
    const kept = sessions.get(place.accountId);
    if (kept !== undefined && kept.untilMs > now()) return kept;
    if (member === undefined) throw unreachable(place);
    const session = await assume(sts, roleArn(place, member.roleName), member.externalId);
    sessions.set(place.accountId, session);
    return session;
  };

  return async (place) => {
    if (!isAccountId(place.accountId) || !isRegion(place.region)) throw unreachable(place);
    const key = `${place.accountId} ${place.region}`;
    const kept = clouds.get(key);
    if (kept !== undefined && kept.untilMs > now()) return kept.cloud;
    const session = place.accountId === homeAccountId ? undefined : await sessionIn(place);
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

async function assume(sts: STSClient, role: string, externalId: string): Promise<Session> {
  const call = {
    permission: 'sts:AssumeRole',
    resource: role,
    whenDenied: 'deploy infra/member-role.yml there, with the same external id',
  };
  const answer = await callCloud(call, () =>
    sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: sessionName, ExternalId: externalId })),
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

function roleArn({ accountId, region }: CloudPlace, roleName: string): string {
  return `arn:${partitionOf(region)}:iam::${accountId}:role/${roleName}`;
}

function unreachable({ accountId, region }: CloudPlace): CloudError {
  return new CloudError(
    `account ${accountId} (${region}) cannot be reached: deploy with --param="memberExternalId=…" and infra/member-role.yml there`,
    { kind: 'denied', permission: 'sts:AssumeRole' },
  );
}
