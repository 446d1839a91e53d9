import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createTrails } from '#shared/aws/cloud/trails.ts';
import type { TrailSelectors } from '#shared/model/trail-selectors.ts';
import { awsError } from './aws-error.ts';

const trailArn = 'arn:aws:cloudtrail:eu-central-1:123456789012:trail/audit';
const client = new CloudTrailClient({ region: 'eu-central-1' });
const sent = mockClient(client);
const trails = createTrails(client);
beforeEach(() => sent.reset());

const basic: TrailSelectors = {
  kind: 'basic',
  selectors: [
    {
      readWriteType: 'WriteOnly',
      includeManagementEvents: false,
      excludeManagementEventSources: ['kms.amazonaws.com'],
      dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3:::logs/'] }],
    },
  ],
};
const basicInAws = {
  EventSelectors: [
    {
      ReadWriteType: 'WriteOnly' as const,
      IncludeManagementEvents: false,
      ExcludeManagementEventSources: ['kms.amazonaws.com'],
      DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::logs/'] }],
    },
  ],
};
const advanced: TrailSelectors = {
  kind: 'advanced',
  selectors: [
    {
      name: 'Objects',
      fieldSelectors: [
        { field: 'eventCategory', equals: ['Data'] },
        { field: 'resources.ARN', startsWith: ['a'], endsWith: ['b'] },
        { field: 'eventName', notEquals: ['c'], notStartsWith: ['d'], notEndsWith: ['e'] },
      ],
    },
  ],
};
const advancedInAws = {
  AdvancedEventSelectors: [
    {
      Name: 'Objects',
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.ARN', StartsWith: ['a'], EndsWith: ['b'] },
        { Field: 'eventName', NotEquals: ['c'], NotStartsWith: ['d'], NotEndsWith: ['e'] },
      ],
    },
  ],
};

describe('createTrails', () => {
  test.each([true, false])('reads whether a trail logs (%s)', async (IsLogging) => {
    sent.on(GetTrailStatusCommand, { Name: trailArn }).resolves({ IsLogging });
    expect(await trails.isLogging(trailArn)).toBe(IsLogging);
  });

  test('reads nothing of a trail that is gone', async () => {
    sent.onAnyCommand().rejects(awsError('TrailNotFoundException', 400));
    expect(await trails.isLogging(trailArn)).toBeUndefined();
    expect(await trails.getSelectors(trailArn)).toBeUndefined();
  });

  test('starts and stops', async () => {
    sent.onAnyCommand().resolves({});
    await trails.startLogging(trailArn);
    await trails.stopLogging(trailArn);
    expect(sent.calls().map(({ args }) => [args[0].constructor, args[0].input])).toEqual([
      [StartLoggingCommand, { Name: trailArn }],
      [StopLoggingCommand, { Name: trailArn }],
    ]);
  });

  test.each([
    ['basic', basic, basicInAws],
    ['advanced', advanced, advancedInAws],
  ] as const)('reads and writes %s selectors', async (_, selectors, inAws) => {
    sent.on(GetEventSelectorsCommand, { TrailName: trailArn }).resolves({ TrailARN: trailArn, ...inAws });
    sent.on(PutEventSelectorsCommand).resolves({});
    expect(await trails.getSelectors(trailArn)).toEqual(selectors);
    await trails.putSelectors(trailArn, selectors);
    expect(sent.commandCalls(PutEventSelectorsCommand).map(({ args }) => args[0].input)).toEqual([
      { TrailName: trailArn, ...inAws },
    ]);
  });

  test('reads what is left out as what CloudTrail takes then', async () => {
    sent.on(GetEventSelectorsCommand).resolves({ EventSelectors: [{}], AdvancedEventSelectors: [] });
    expect(await trails.getSelectors(trailArn)).toEqual({
      kind: 'basic',
      selectors: [
        { readWriteType: 'All', includeManagementEvents: true, excludeManagementEventSources: [], dataResources: [] },
      ],
    });
  });

  test('leaves out the empty lists of advanced selectors', async () => {
    sent.on(GetEventSelectorsCommand).resolves({
      AdvancedEventSelectors: [
        { Name: '', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'], NotEquals: [] }] },
      ],
    });
    expect(await trails.getSelectors(trailArn)).toEqual({
      kind: 'advanced',
      selectors: [{ fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] }],
    });
  });

  test('reads tags', async () => {
    sent
      .on(ListTagsCommand)
      .resolves({ ResourceTagList: [{ ResourceId: trailArn, TagsList: [{ Key: 'team', Value: 'audit' }] }] });
    expect(await trails.getTags(trailArn)).toEqual({ team: 'audit' });
  });

  test.each([
    ['isLogging', () => trails.isLogging(trailArn), 'cloudtrail:GetTrailStatus'],
    ['startLogging', () => trails.startLogging(trailArn), 'cloudtrail:StartLogging'],
    ['stopLogging', () => trails.stopLogging(trailArn), 'cloudtrail:StopLogging'],
    ['getSelectors', () => trails.getSelectors(trailArn), 'cloudtrail:GetEventSelectors'],
    ['putSelectors', () => trails.putSelectors(trailArn, basic), 'cloudtrail:PutEventSelectors'],
    ['getTags', () => trails.getTags(trailArn), 'cloudtrail:ListTags'],
  ] as const)('says which permission %s lacks', async (_, run, permission) => {
    sent.onAnyCommand().rejects(awsError('AccessDeniedException', 400));
    await expect(run()).rejects.toMatchObject({ name: 'CloudError', kind: 'denied', permission });
  });
});
