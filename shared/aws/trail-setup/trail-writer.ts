import {
  type CloudTrailClient,
  CreateTrailCommand,
  type CreateTrailRequest,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import type { TrailSettings, TrailWriter } from '#shared/ports/trail-setup.ts';
import { callCloud } from '../cloud/cloud-errors.ts';

/** Makes and changes trails of the client's account and region.
 * @see AWS CloudTrail API reference: CreateTrail, UpdateTrail */
export function createTrailWriter(client: CloudTrailClient): TrailWriter {
  return {
    async create(settings) {
      const command = new CreateTrailCommand({
        ...requestOf(settings),
        Name: settings.name,
        S3BucketName: settings.bucket,
      });
      await callCloud(about('cloudtrail:CreateTrail', `trail ${settings.name}`), () => client.send(command));
    },
    async update(settings) {
      const command = new UpdateTrailCommand({ ...requestOf(settings), Name: settings.name });
      await callCloud(about('cloudtrail:UpdateTrail', `trail ${settings.name}`), () => client.send(command));
    },
  };
}

function requestOf({
  keyArn,
  isMultiRegion,
  hasGlobalEvents,
  isValidated,
  isOrganization,
}: Partial<TrailSettings>): Partial<CreateTrailRequest> {
  return {
    ...(keyArn !== undefined && { KmsKeyId: keyArn }),
    ...(isMultiRegion !== undefined && { IsMultiRegionTrail: isMultiRegion }),
    ...(hasGlobalEvents !== undefined && { IncludeGlobalServiceEvents: hasGlobalEvents }),
    ...(isValidated !== undefined && { EnableLogFileValidation: isValidated }),
    ...(isOrganization !== undefined && { IsOrganizationTrail: isOrganization }),
  };
}

function about(permission: string, resource: string): { readonly permission: string; readonly resource: string } {
  return { permission, resource };
}
