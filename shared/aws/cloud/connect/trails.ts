import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { Trails } from '#shared/ports/cloud/trails.ts';
import { createTrails } from '../trails.ts';
import type { CloudConfig } from './cloud-config.ts';

export function connectTrails(config: CloudConfig): Trails {
  return createTrails(new CloudTrailClient(config));
}
