import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { ChangeHistory } from '#shared/ports/cloud/history.ts';
import { createHistory } from '../history.ts';
import type { CloudConfig } from './cloud-config.ts';

export function connectHistory(config: CloudConfig): ChangeHistory {
  return createHistory(new CloudTrailClient(config));
}
