import { createHash } from 'node:crypto';
import type { Detection } from '#shared/model/detection.ts';

/** The id of a detection's alert: 32 lower-case hexadecimal digits, the same for the same records everywhere and every time.
 *
 * A record is known by rule, account, region and eventID; an episode by rule, group and the eventID of its first record as
 * known when it was first told, so that a late record extends an episode and never renames it. */
export function alertId(detection: Detection): string {
  // JSON of a list keeps neighbours apart: ["ab","c"] and ["a","bc"] differ, which joined text would not.
  return createHash('sha256')
    .update(JSON.stringify(identityOf(detection)))
    .digest('hex')
    .slice(0, 32);
}

function identityOf(detection: Detection): readonly unknown[] {
  const { rule } = detection;
  if (detection.kind === 'record') {
    const { accountId, awsRegion, eventID } = detection.evidence;
    return ['record', rule.id, accountId ?? null, awsRegion ?? null, eventID];
  }
  const group = Object.entries(detection.group).sort(([a], [b]) => (a < b ? -1 : 1));
  return ['correlation', rule.id, group, detection.firstEventID];
}
