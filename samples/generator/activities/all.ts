import type { Activity } from './activity.ts';
import { autoscaling } from './autoscaling.ts';
import { backup } from './backup.ts';
import { deploy, nightlyMirror } from './deploy.ts';
import { mishaps } from './mishaps.ts';
import { dashboards, inventory, serverReports } from './monitoring.ts';
import { browsing, signIns } from './people.ts';
import { scanner } from './scanner.ts';
import { awsRounds, coldStarts, keyRotation } from './services.ts';
import { terraform } from './terraform.ts';

/** All that goes on in an ordinary week. */
export const activities: readonly Activity[] = [
  deploy,
  nightlyMirror,
  autoscaling,
  backup,
  signIns,
  browsing,
  terraform,
  scanner,
  dashboards,
  inventory,
  serverReports,
  coldStarts,
  awsRounds,
  keyRotation,
  mishaps,
];
