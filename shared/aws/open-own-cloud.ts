import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type Cloud, CloudError, type CloudPlace, type OpenCloud } from '#shared/ports/cloud/cloud.ts';
import { callCloud } from './cloud/cloud-errors.ts';
import { createCloud } from './cloud/create-cloud.ts';

/** Opens the cloud for the credentials of the environment, in their own account and in no other: names of buckets are the same
 * everywhere, and a policy may let one account write to another's. What the credentials may do is the only bound.
 * @param create makes the cloud of a place; the SDK's own when absent */
export function createOwnCloud(create: (place: CloudPlace) => Cloud = createCloud): OpenCloud {
  let own: Promise<string | undefined> | undefined;
  return async (place) => {
    own ??= ownAccount(place.region);
    const actual = await own;
    if (actual === place.accountId) return create(place);
    const message = `the credentials are of account ${actual ?? '?'}, the resource is in ${place.accountId}: use credentials of that account`;
    throw new CloudError(message, { kind: 'denied', permission: identityCall.permission });
  };
}

const identityCall = { permission: 'sts:GetCallerIdentity', resource: 'the credentials of the environment' };

async function ownAccount(region: string): Promise<string | undefined> {
  const { Account: account } = await callCloud(identityCall, () =>
    new STSClient({ region }).send(new GetCallerIdentityCommand({})),
  );
  return account;
}
