import type { Json } from '#shared/model/json.ts';
import { memberAt } from '#shared/model/read-json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';

/** Tell whether the call went through. */
export function callSucceeded(record: CloudTrailRecord): boolean {
  const errorCode = memberAt(record.fields, 'errorCode');
  // Some producers fill in `Success` where CloudTrail itself leaves the member out.
  const failed = saysSomething(errorCode) && errorCode !== 'Success';
  if (failed || saysSomething(memberAt(record.fields, 'errorMessage'))) return false;
  return signInSucceeded(record);
}

// A sign-in never has an errorCode; its result stands in responseElements under the event's own name:
// ConsoleLogin, SwitchRole, CheckMfa (CloudTrail user guide, "AWS Management Console sign-in events").
function signInSucceeded(record: CloudTrailRecord): boolean {
  if (record.eventName === undefined) return true;
  const result = memberAt(record.fields, 'responseElements', record.eventName);
  return record.eventName === 'ConsoleLogin' ? result === 'Success' : result !== 'Failure';
}

function saysSomething(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}
