import { EC2Client } from '@aws-sdk/client-ec2';
import { RDSClient } from '@aws-sdk/client-rds';
import type { SharedCopies } from '#shared/ports/cloud/shared-copies.ts';
import { createSharedCopies } from '../shared-copies.ts';
import type { CloudConfig } from './cloud-config.ts';

export function connectSharedCopies(config: CloudConfig): SharedCopies {
  return createSharedCopies(new EC2Client(config), new RDSClient(config));
}
