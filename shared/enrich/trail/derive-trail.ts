import { coversManagement } from '#shared/harm/covers-management.ts';
import { readTrailSelectors } from '#shared/harm/read-trail-selectors.ts';
import type { TrailFacts } from '#shared/model/derived.ts';
import { isJsonObject, type JsonObject } from '#shared/model/json.ts';
import { isFalse, memberAt } from '#shared/model/read-json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { callKey } from '../call/call-key.ts';

// The key is left out: the console sends an empty `kmsKeyId` with every change to a trail that never had one.
const coverageSwitches = [
  'isMultiRegionTrail',
  'includeGlobalServiceEvents',
  'enableLogFileValidation',
  'isOrganizationTrail',
] as const;

/** Whether a call reduces what a trail records; undefined for calls that do not reshape one.
 * A record tells what the trail is set to, not what it was: a trail that never covered more counts as weakened too. */
export function deriveTrail(record: CloudTrailRecord): TrailFacts | undefined {
  const parameters = record.fields['requestParameters'];
  if (!isJsonObject(parameters)) return undefined;
  switch (callKey(record)) {
    case 'cloudtrail:UpdateTrail':
      return { weakened: switchesOff(parameters) };
    case 'cloudtrail:PutEventSelectors':
      return { weakened: !coversManagement(readTrailSelectors(parameters)) };
    default:
      return undefined;
  }
}

function switchesOff(parameters: JsonObject): boolean {
  return coverageSwitches.some((name) => isFalse(memberAt(parameters, name)));
}
