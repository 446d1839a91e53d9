import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { CloudError, type CloudPlace } from '#shared/ports/cloud/cloud.ts';
import { callCloud } from './cloud/cloud-errors.ts';
import { requestHandler } from './request-handler.ts';

/** The account of the credentials at hand, and the region that is meant.
 * @param region the one that the environment or the AWS configuration names when absent
 * @throws {CloudError} the credentials cannot be used, or no region is named */
export async function openPlace(region: string | undefined): Promise<CloudPlace> {
  const client = new STSClient({ requestHandler, ...(region !== undefined && { region }) });
  const actual = await client.config.region().catch((cause: unknown) => {
    const message = 'no region is named: give --region NAME, or set AWS_REGION';
    throw new CloudError(message, { kind: 'refused', permission: identityCall.permission, cause });
  });
  const { Account: accountId } = await callCloud(identityCall, () => client.send(new GetCallerIdentityCommand({})));
  if (accountId === undefined) throw new CloudError('AWS does not say whose credentials these are', identityFailure);
  return { accountId, region: actual };
}

const identityCall = { permission: 'sts:GetCallerIdentity', resource: 'the credentials of the environment' };
const identityFailure = { kind: 'unavailable', permission: identityCall.permission } as const;
