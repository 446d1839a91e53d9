import { KMSClient } from '@aws-sdk/client-kms';
import type { EncryptionKeys } from '#shared/ports/cloud/encryption-keys.ts';
import { createEncryptionKeys } from '../encryption-keys.ts';
import type { CloudConfig } from './cloud-config.ts';

export function connectEncryptionKeys(config: CloudConfig): EncryptionKeys {
  return createEncryptionKeys(new KMSClient(config));
}
