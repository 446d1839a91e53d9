import type { Playbook } from '../playbook.ts';
import { cloudtrailLogging } from './cloudtrail-logging.ts';
import { iamAccessKey } from './iam-access-key.ts';
import { kmsKeyDeletion } from './kms-key-deletion.ts';
import { publicSnapshotOrImage } from './public-snapshot-or-image.ts';
import { s3AccessBlock } from './s3-access-block.ts';
import { s3PublicAcl } from './s3-public-acl.ts';
import { s3PublicPolicy } from './s3-public-policy.ts';
import { securityGroupWorldOpen } from './security-group-world-open.ts';

/** Every playbook. */
export const playbooks: readonly Playbook[] = [
  s3PublicPolicy,
  s3PublicAcl,
  s3AccessBlock,
  securityGroupWorldOpen,
  cloudtrailLogging,
  publicSnapshotOrImage,
  iamAccessKey,
  kmsKeyDeletion,
];
