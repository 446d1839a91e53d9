import { createHash } from 'node:crypto';
import type { Detection } from '#shared/model/detection.ts';
import type { Outcome } from '#shared/model/outcome.ts';

/** The id of a detection's alert: 32 lower-case hexadecimal digits, the same for the same records everywhere and every time.
 *
 * A record is known by rule, account, region and eventID; an episode by rule, group and the eventID of its first record as
 * known when it was first told, so that a late record extends an episode and never renames it. */
export function alertId(detection: Detection): string {
  const { rule } = detection;
  if (detection.kind === 'correlation') return episodeAlertId(rule.id, detection.group, detection.firstEventID);
  const { accountId, awsRegion, eventID } = detection.evidence;
  return hashOf(['record', rule.id, accountId ?? null, awsRegion ?? null, eventID]);
}

/** The id of an episode's alert.
 * @param group fields and values, in any order */
export function episodeAlertId(ruleId: string, group: Readonly<Record<string, string>>, firstEventID: string): string {
  const sorted = Object.entries(group).sort(([a], [b]) => (a < b ? -1 : 1));
  return hashOf(['correlation', ruleId, sorted, firstEventID]);
}

/** The id of an outcome's alert: by plan and status; where nothing was planned, by what it answers. */
export function outcomeAlertId({ planId, alertId, playbook, target, status }: Outcome): string {
  if (planId !== undefined) return hashOf(['outcome', planId, status]);
  return hashOf(['outcome', alertId, playbook, target.eventID, status]);
}

function hashOf(identity: readonly unknown[]): string {
  // JSON of a list keeps neighbours apart: ["ab","c"] and ["a","bc"] differ, which joined text would not.
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
}
