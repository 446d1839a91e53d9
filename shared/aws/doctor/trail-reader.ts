import {
  type CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type Trail,
} from '@aws-sdk/client-cloudtrail';
import type { TrailReader } from '#shared/ports/doctor/fact-reader.ts';
import type { TrailDescription, TrailStatus } from '#shared/ports/doctor/trail-facts.ts';
import { callCloud, callCloudUnless } from '../cloud/cloud-errors.ts';
import { selectorsOf } from '../cloud/trail-selectors.ts';

/** Reads trails by the clients of regions: what a trail did and logs is asked where it is at home, for elsewhere its replication answers.
 * @param region that DescribeTrails is asked in
 * @see AWS CloudTrail API reference: DescribeTrails, GetTrailStatus, GetEventSelectors */
export function createTrailReader(clientOf: (region: string) => CloudTrailClient, region: string): TrailReader {
  return {
    list: () =>
      callCloud({ permission: 'cloudtrail:DescribeTrails', resource: region }, async () => {
        const { trailList: trails = [] } = await clientOf(region).send(new DescribeTrailsCommand({}));
        return trails.map((trail) => descriptionOf(trail, region));
      }),
    getStatus: ({ arn, homeRegion }) =>
      callCloudUnless(noTrail, { permission: 'cloudtrail:GetTrailStatus', resource: arn }, async () => {
        const answer = await clientOf(homeRegion).send(new GetTrailStatusCommand({ Name: arn }));
        return statusOf(answer);
      }),
    getSelectors: ({ arn, homeRegion }) =>
      callCloudUnless(noTrail, { permission: 'cloudtrail:GetEventSelectors', resource: arn }, async () =>
        selectorsOf(await clientOf(homeRegion).send(new GetEventSelectorsCommand({ TrailName: arn }))),
      ),
  };
}

const noTrail = ['TrailNotFoundException'];

/** A trail as CloudTrail describes it, with a switch that is left out taken as off. */
export function descriptionOf(trail: Trail, region: string): TrailDescription {
  return {
    arn: trail.TrailARN ?? '',
    name: trail.Name ?? '',
    homeRegion: trail.HomeRegion ?? region,
    bucket: trail.S3BucketName ?? '',
    ...(trail.KmsKeyId !== undefined && trail.KmsKeyId !== '' && { keyArn: trail.KmsKeyId }),
    isMultiRegion: trail.IsMultiRegionTrail ?? false,
    hasGlobalEvents: trail.IncludeGlobalServiceEvents ?? false,
    isValidated: trail.LogFileValidationEnabled ?? false,
    isOrganization: trail.IsOrganizationTrail ?? false,
  };
}

function statusOf(answer: {
  readonly IsLogging?: boolean | undefined;
  readonly StartLoggingTime?: Date | undefined;
  readonly LatestDeliveryTime?: Date | undefined;
  readonly LatestDeliveryError?: string | undefined;
  readonly LatestDigestDeliveryTime?: Date | undefined;
  readonly LatestDigestDeliveryError?: string | undefined;
}): TrailStatus {
  return {
    isLogging: answer.IsLogging ?? false,
    ...(answer.StartLoggingTime && { startedMs: answer.StartLoggingTime.getTime() }),
    ...(answer.LatestDeliveryTime && { deliveredMs: answer.LatestDeliveryTime.getTime() }),
    ...(answer.LatestDeliveryError && { deliveryError: answer.LatestDeliveryError }),
    ...(answer.LatestDigestDeliveryTime && { digestMs: answer.LatestDigestDeliveryTime.getTime() }),
    ...(answer.LatestDigestDeliveryError && { digestError: answer.LatestDigestDeliveryError }),
  };
}
