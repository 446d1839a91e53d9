import type { Incident } from '../incident.ts';
import { abusedPipeline } from './abused-pipeline.ts';
import { insider } from './insider.ts';
import { leakedKey } from './leaked-key.ts';
import { mining } from './mining.ts';
import { openBucket } from './open-bucket.ts';
import { organizationTaken } from './organization-taken.ts';
import { phishedIdentityCenter } from './phished-identity-center.ts';
import { ransomedBucket } from './ransomed-bucket.ts';
import { stolenFunctionRole } from './stolen-function-role.ts';
import { stolenServerCredentials } from './stolen-server-credentials.ts';

/** Every incident that is told here. */
export const incidents: readonly Incident[] = [
  leakedKey,
  stolenServerCredentials,
  stolenFunctionRole,
  openBucket,
  ransomedBucket,
  insider,
  phishedIdentityCenter,
  organizationTaken,
  abusedPipeline,
  mining,
];
