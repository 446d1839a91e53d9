import { type CloudTrailClient, paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import { callCloud } from './cloud-errors.ts';

/** The record of a call, as JSON text, from the history of 90 days that CloudTrail keeps by itself in the client's account and region;
 * `undefined` when it holds none of that id.
 * @throws {CloudError}
 * @see CloudTrail API reference, LookupEvents */
export function findRecord(client: CloudTrailClient, eventID: string): Promise<string | undefined> {
  const call = { permission: 'cloudtrail:LookupEvents', resource: `record ${eventID}` };
  return callCloud(call, async () => {
    const attribute = { AttributeKey: 'EventId', AttributeValue: eventID } as const;
    for await (const page of paginateLookupEvents({ client }, { LookupAttributes: [attribute] })) {
      const found = page.Events?.find(({ EventId: id }) => id === eventID);
      if (found !== undefined) return found.CloudTrailEvent;
    }
    return undefined;
  });
}
