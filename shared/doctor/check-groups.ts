import type { CheckGroup } from './check-group.ts';
import { accountChecks } from './checks/account-checks.ts';
import { alarmChecks, watchChecks } from './checks/alarm-checks.ts';
import { bucketChecks } from './checks/bucket-checks.ts';
import { eventRuleChecks } from './checks/event-rule-checks.ts';
import { functionChecks, sourceMappingChecks } from './checks/function-checks.ts';
import { logObjectChecks } from './checks/log-object-checks.ts';
import { queueChecks } from './checks/queue-checks.ts';
import { regionChecks } from './checks/region-checks.ts';
import { responseChecks } from './checks/response-checks.ts';
import { keyChecks, tableChecks } from './checks/state-checks.ts';
import { topicChecks } from './checks/topic-checks.ts';
import { trailChecks } from './checks/trail-checks.ts';

/** Every check, in the order in which a record goes. */
export const checkGroups: readonly CheckGroup[] = [
  accountChecks,
  trailChecks,
  bucketChecks,
  logObjectChecks,
  eventRuleChecks,
  regionChecks,
  sourceMappingChecks,
  functionChecks,
  queueChecks,
  tableChecks,
  keyChecks,
  topicChecks,
  responseChecks,
  watchChecks,
  alarmChecks,
];
