import { type CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import { memberAt, textAt } from '#shared/model/read-json.ts';
import { callCloud } from './cloud-errors.ts';

/** Which call is looked for. */
export interface EarlierCall {
  readonly eventName: string;
  readonly eventSource: string;
  /** ISO 8601 UTC; a call of the same second is not earlier, since nothing says which of the two came first. */
  readonly before: string;
  /** Tell whether a record is about the right resource. What it is given is what somebody once asked for: nothing in it is sure. */
  readonly isAbout: (record: JsonObject) => boolean;
}

/** How long to wait between two pages: CloudTrail takes two lookups a second from all of an account in a region. */
export interface LookupPacing {
  readonly pauseMs: number;
}

export type FoundCall =
  | { readonly kind: 'found'; readonly record: JsonObject; readonly timeMs: number }
  | { readonly kind: 'none' }
  /** There is more history than was looked through. */
  | { readonly kind: 'too-much' };

/** The latest call of a name that went through before a moment, from CloudTrail's history of 90 days and the client's region.
 *
 * By name and not by resource, for which CloudTrail takes an attribute, too: a scanned bucket has thousands of reads a week.
 * @throws {CloudError}
 * @see CloudTrail API reference, LookupEvents: the latest first, 50 a page */
export async function findEarlierCall(
  client: CloudTrailClient,
  { eventName, eventSource, before, isAbout }: EarlierCall,
  { pauseMs }: LookupPacing,
): Promise<FoundCall> {
  const beforeMs = Date.parse(before);
  let nextToken: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    if (page > 0) await pause(pauseMs);
    const command = new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: eventName }],
      EndTime: new Date(beforeMs),
      ...(nextToken !== undefined && { NextToken: nextToken }),
    });
    const call = { permission: 'cloudtrail:LookupEvents', resource: `earlier calls of ${eventName}` };
    const { Events: entries = [], NextToken: next } = await callCloud(call, () => client.send(command));
    for (const { CloudTrailEvent: text } of entries) {
      const record = parseRecord(text);
      const timeMs = Date.parse(textAt(record, 'eventTime') ?? '');
      if (record === undefined || !(timeMs < beforeMs)) continue;
      const isRight = textAt(record, 'eventName') === eventName && textAt(record, 'eventSource') === eventSource;
      if (isRight && wentThrough(record) && isAbout(record)) return { kind: 'found', record, timeMs };
    }
    if (next === undefined) return { kind: 'none' };
    nextToken = next;
  }
  return { kind: 'too-much' };
}

/** 500 calls, and five seconds. */
const maxPages = 10;

function parseRecord(text: string | undefined): JsonObject | undefined {
  try {
    const value = JSON.parse(text ?? '') as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function wentThrough(record: JsonObject): boolean {
  return memberAt(record, 'errorCode') === undefined && memberAt(record, 'errorMessage') === undefined;
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
