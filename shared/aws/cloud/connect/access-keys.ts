import { IAMClient } from '@aws-sdk/client-iam';
import type { AccessKeys } from '#shared/ports/cloud/access-keys.ts';
import { createAccessKeys } from '../access-keys.ts';
import type { CloudConfig } from './cloud-config.ts';

export function connectAccessKeys(config: CloudConfig): AccessKeys {
  return createAccessKeys(new IAMClient(config));
}
