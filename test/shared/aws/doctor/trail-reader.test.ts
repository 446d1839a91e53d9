import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTrailReader } from '#shared/aws/doctor/trail-reader.ts';
import { wellTrail } from '../../doctor/well-facts.ts';
import { awsError } from '../cloud/aws-error.ts';

const client = new CloudTrailClient({ region: 'eu-central-1' });
const sent = mockClient(client);
const regions: string[] = [];
const reader = createTrailReader((region) => {
  regions.push(region);
  return client;
}, 'eu-central-1');
beforeEach(() => {
  sent.reset();
  regions.length = 0;
});

const elsewhere = { ...wellTrail, homeRegion: 'us-west-2' };

describe('the reader of trails', () => {
  it('reads what CloudTrail tells, and takes what is left out as off', async () => {
    sent.on(DescribeTrailsCommand).resolves({
      trailList: [
        {
          TrailARN: 'arn:a',
          Name: 'a',
          HomeRegion: 'us-west-2',
          S3BucketName: 'logs',
          KmsKeyId: 'arn:key',
          IsMultiRegionTrail: true,
          IncludeGlobalServiceEvents: true,
          LogFileValidationEnabled: true,
          IsOrganizationTrail: true,
        },
        { TrailARN: 'arn:b', Name: 'b', S3BucketName: 'logs' },
      ],
    });
    expect(await reader.list()).toEqual([
      {
        arn: 'arn:a',
        name: 'a',
        homeRegion: 'us-west-2',
        bucket: 'logs',
        keyArn: 'arn:key',
        isMultiRegion: true,
        hasGlobalEvents: true,
        isValidated: true,
        isOrganization: true,
      },
      {
        arn: 'arn:b',
        name: 'b',
        homeRegion: 'eu-central-1',
        bucket: 'logs',
        isMultiRegion: false,
        hasGlobalEvents: false,
        isValidated: false,
        isOrganization: false,
      },
    ]);
  });

  it('asks a trail what it did where it is at home', async () => {
    sent.on(GetTrailStatusCommand, { Name: elsewhere.arn }).resolves({
      IsLogging: true,
      StartLoggingTime: new Date(1000),
      LatestDeliveryTime: new Date(2000),
      LatestDeliveryError: 'AccessDenied',
      LatestDigestDeliveryTime: new Date(3000),
      LatestDigestDeliveryError: 'NoSuchBucket',
    });
    expect(await reader.getStatus(elsewhere)).toEqual({
      isLogging: true,
      startedMs: 1000,
      deliveredMs: 2000,
      deliveryError: 'AccessDenied',
      digestMs: 3000,
      digestError: 'NoSuchBucket',
    });
    sent.on(GetTrailStatusCommand).resolves({ IsLogging: false, LatestDeliveryError: '' });
    expect(await reader.getStatus(elsewhere)).toEqual({ isLogging: false });
    sent.on(GetEventSelectorsCommand, { TrailName: elsewhere.arn }).resolves({ EventSelectors: [] });
    expect(await reader.getSelectors(elsewhere)).toEqual({ kind: 'basic', selectors: [] });
    expect(regions).toEqual(['us-west-2', 'us-west-2', 'us-west-2']);
  });

  it('knows a trail that is gone from one that may not be asked', async () => {
    sent.on(GetTrailStatusCommand).rejects(awsError('TrailNotFoundException', 404));
    sent.on(GetEventSelectorsCommand).rejects(awsError('AccessDeniedException', 400));
    expect(await reader.getStatus(elsewhere)).toBeUndefined();
    await expect(reader.getSelectors(elsewhere)).rejects.toMatchObject({
      kind: 'denied',
      permission: 'cloudtrail:GetEventSelectors',
    });
  });
});
