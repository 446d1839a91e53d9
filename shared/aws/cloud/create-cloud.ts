import type { Cloud, CloudPlace } from '#shared/ports/cloud/cloud.ts';
import { requestHandler } from '../request-handler.ts';
import type { CloudConfig } from './connect/cloud-config.ts';
import { lazily } from './lazily.ts';

/** Keys of a session that somebody assumed. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** The cloud of an account and region, in the credentials of the environment unless others are given.
 *
 * A service's client is loaded when a playbook first calls the service: EC2's alone is larger than all the rest of a function, and most alerts need
 * one or two (`npm run bench:cold-start`). The SDK tries each call three times; what it gives up is for whoever planned the change to
 * read again and see. */
export function createCloud({ accountId, region }: CloudPlace, credentials?: SessionCredentials): Cloud {
  const config: CloudConfig = { region, requestHandler, ...(credentials !== undefined && { credentials }) };
  return {
    buckets: lazily(async () => (await import('./connect/buckets.ts')).connectBuckets(config, accountId)),
    securityGroups: lazily(async () => (await import('./connect/security-groups.ts')).connectSecurityGroups(config)),
    trails: lazily(async () => (await import('./connect/trails.ts')).connectTrails(config)),
    sharedCopies: lazily(async () => (await import('./connect/shared-copies.ts')).connectSharedCopies(config)),
    accessKeys: lazily(async () => (await import('./connect/access-keys.ts')).connectAccessKeys(config)),
    encryptionKeys: lazily(async () => (await import('./connect/encryption-keys.ts')).connectEncryptionKeys(config)),
    history: lazily(async () => (await import('./connect/history.ts')).connectHistory(config)),
    rereadAfterMs: [500, 1500, 3000],
  };
}
