import { EC2Client } from '@aws-sdk/client-ec2';
import type { SecurityGroups } from '#shared/ports/cloud/security-groups.ts';
import { createSecurityGroups } from '../security-groups.ts';
import type { CloudConfig } from './cloud-config.ts';

export function connectSecurityGroups(config: CloudConfig): SecurityGroups {
  return createSecurityGroups(new EC2Client(config));
}
