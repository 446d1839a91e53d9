import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Uint8ArrayBlobAdapter } from '@smithy/core/serde';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createOwnCloud } from '#shared/aws/open-own-cloud.ts';
import { createOperatorAccess } from '#shared/aws/operator-access.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';
import { createFakeCloud } from '../respond/fake-cloud/fake-cloud.ts';

const lambda = mockClient(LambdaClient);
const sts = mockClient(STSClient);
const cloudTrail = mockClient(CloudTrailClient);
beforeEach(() => {
  lambda.reset();
  sts.reset();
  cloudTrail.reset();
});
const access = createOperatorAccess('eu-central-1');
const named = (name: string): Error => Object.assign(new Error('no'), { name, $metadata: { httpStatusCode: 400 } });

describe('createOwnCloud', () => {
  const place = { accountId: '123456789012', region: 'eu-central-1' };
  const actions = ['s3:GetBucketPolicy'];

  it('opens the account of the credentials, and asks once whose they are', async () => {
    sts.on(GetCallerIdentityCommand).resolves({ Account: '123456789012' });
    const cloud = createFakeCloud({});
    const open = createOwnCloud(() => cloud);
    expect(await open(place, actions)).toBe(cloud);
    await open({ ...place, region: 'eu-west-1' }, actions);
    expect(sts.commandCalls(GetCallerIdentityCommand)).toHaveLength(1);
  });

  it('opens no other account', async () => {
    sts.on(GetCallerIdentityCommand).resolves({ Account: '111122223333' });
    await expect(createOwnCloud()(place, actions)).rejects.toThrow(/are of account 111122223333.*in 123456789012/);
  });

  it('without credentials says so', async () => {
    sts.on(GetCallerIdentityCommand).rejects(named('CredentialsProviderError'));
    await expect(createOwnCloud()(place, actions)).rejects.toMatchObject({
      kind: 'denied',
      permission: 'sts:GetCallerIdentity',
    });
  });
});

describe('findTable', () => {
  it("reads the function's environment", async () => {
    lambda
      .on(GetFunctionConfigurationCommand, { FunctionName: 'on-request' })
      .resolves({ Environment: { Variables: { RESPONSE_TABLE_NAME: 'responses' } } });
    expect(await access.findTable('on-request')).toBe('responses');
  });

  it.each<[string, () => void, string]>([
    ['no such variable', () => lambda.on(GetFunctionConfigurationCommand).resolves({}), 'has no RESPONSE_TABLE_NAME'],
    [
      'no such function',
      () => lambda.on(GetFunctionConfigurationCommand).rejects(named('ResourceNotFoundException')),
      'it is not there',
    ],
  ])('%s', async (_, prepare, message) => {
    prepare();
    const found = access.findTable('on-request');
    await expect(found).rejects.toThrow(message);
    await expect(found).rejects.toThrow(CloudError);
  });
});

describe('findRecord', () => {
  const eventID = '11111111-2222-3333-4444-555555555555';

  it('looks it up by its id, on any page', async () => {
    cloudTrail
      .on(LookupEventsCommand)
      .resolvesOnce({ Events: [], NextToken: 'more' })
      .resolvesOnce({ Events: [{ EventId: eventID, CloudTrailEvent: '{"eventName":"StopLogging"}' }] });
    expect(await access.findRecord(eventID)).toBe('{"eventName":"StopLogging"}');
    expect(cloudTrail.commandCalls(LookupEventsCommand)[0]?.args[0].input).toMatchObject({
      LookupAttributes: [{ AttributeKey: 'EventId', AttributeValue: eventID }],
    });
  });

  it('finds none where there is none', async () => {
    cloudTrail.on(LookupEventsCommand).resolves({ Events: [{ EventId: 'another', CloudTrailEvent: '{}' }] });
    expect(await access.findRecord(eventID)).toBeUndefined();
  });

  it('says which permission it lacks', async () => {
    cloudTrail.on(LookupEventsCommand).rejects(named('AccessDeniedException'));
    await expect(access.findRecord(eventID)).rejects.toMatchObject({
      kind: 'denied',
      permission: 'cloudtrail:LookupEvents',
    });
  });
});

describe('ask', () => {
  it('invokes the function with the plan, and hands back its answer', async () => {
    lambda.on(InvokeCommand).resolves({ Payload: Uint8ArrayBlobAdapter.fromString('{"outcome":{}}') });
    expect(await access.ask('on-request', { approve: 'x' })).toBe('{"outcome":{}}');
    const [call] = lambda.commandCalls(InvokeCommand);
    expect(call?.args[0].input).toEqual({ FunctionName: 'on-request', Payload: '{"approve":"x"}' });
  });

  it('throws when the function failed', async () => {
    const Payload = Uint8ArrayBlobAdapter.fromString('{"errorMessage":"no table"}');
    lambda.on(InvokeCommand).resolves({ FunctionError: 'Unhandled', Payload });
    await expect(access.ask('on-request', { approve: 'x' })).rejects.toThrow(/on-request failed: .*no table/);
  });
});
