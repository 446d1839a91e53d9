import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { hashContent } from './content-hash.ts';
import { parseEventTime } from './event-time.ts';
import { repairFields } from './record-fields.ts';

/** The record that an object is, or `undefined` when it is none.
 *
 * Odd records are records: what is missing or of another type than usual leaves its member `undefined`, and rules still
 * see every field. What makes a record is an `eventName`; without one, an Insights record's `insightDetails` or
 * `insightContext`, an aggregated event's category, or an `eventSource` together with an `eventType`. */
export function readRecord(object: JsonObject): CloudTrailRecord | undefined {
  if (isAggregated(object)) return readAggregated(object);
  const fields = repairFields(object);
  if (!hasMarkOfRecord(fields)) return undefined;
  const identity = fields['userIdentity'];
  return {
    eventID: textOf(fields, 'eventID') ?? hashContent(fields),
    eventTimeMs: timeOf(fields['eventTime']),
    eventName: textOf(fields, 'eventName'),
    eventSource: textOf(fields, 'eventSource'),
    awsRegion: textOf(fields, 'awsRegion'),
    accountId:
      textOf(fields, 'recipientAccountId') ?? (isJsonObject(identity) ? textOf(identity, 'accountId') : undefined),
    fields,
  };
}

/** An aggregated event sums up five minutes of data events under its own names: `eventId`, `accountId`, `timeWindow`.
 * Its time is the beginning of the window.
 * @see CloudTrail record contents for aggregated events */
function readAggregated(fields: JsonObject): CloudTrailRecord {
  const window = fields['timeWindow'];
  return {
    eventID: textOf(fields, 'eventId') ?? textOf(fields, 'eventID') ?? hashContent(fields),
    eventTimeMs: isJsonObject(window) ? timeOf(window['windowStart']) : undefined,
    eventName: textOf(fields, 'eventName'),
    eventSource: textOf(fields, 'eventSource'),
    awsRegion: textOf(fields, 'awsRegion'),
    accountId: textOf(fields, 'accountId') ?? textOf(fields, 'recipientAccountId'),
    fields,
  };
}

function isAggregated(object: JsonObject): boolean {
  return object['eventCategory'] === 'Aggregated' || object['eventType'] === 'AwsAggregatedEvent';
}

function hasMarkOfRecord(fields: JsonObject): boolean {
  return (
    textOf(fields, 'eventName') !== undefined ||
    isJsonObject(fields['insightDetails']) ||
    isJsonObject(fields['insightContext']) ||
    (textOf(fields, 'eventSource') !== undefined && textOf(fields, 'eventType') !== undefined)
  );
}

function timeOf(value: Json | undefined): number | undefined {
  return typeof value === 'string' ? parseEventTime(value) : undefined;
}

/** The member's text; an empty one says nothing. */
function textOf(object: JsonObject, key: string): string | undefined {
  const value = object[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
