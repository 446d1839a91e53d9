import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openPlace } from '#shared/aws/open-place.ts';
import { awsError } from './cloud/aws-error.ts';

const sent = mockClient(STSClient);
beforeEach(() => sent.reset());
afterAll(() => sent.restore());

describe('the place that is meant', () => {
  it('is the account of the credentials, in the region that is named', async () => {
    sent.on(GetCallerIdentityCommand).resolves({ Account: '123456789012' });
    expect(await openPlace('eu-central-1')).toEqual({ accountId: '123456789012', region: 'eu-central-1' });
  });

  it('cannot be told without credentials', async () => {
    sent.on(GetCallerIdentityCommand).rejects(awsError('CredentialsProviderError'));
    await expect(openPlace('eu-central-1')).rejects.toMatchObject({
      kind: 'denied',
      permission: 'sts:GetCallerIdentity',
    });
  });

  it('cannot be told when AWS does not name the account', async () => {
    sent.on(GetCallerIdentityCommand).resolves({});
    await expect(openPlace('eu-central-1')).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
