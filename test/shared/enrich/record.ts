import type { JsonObject } from '#shared/model/json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';

/** A record of our own account that says what a test gives it. */
export function record(fields: JsonObject): CloudTrailRecord {
  const text = (name: string): string | undefined => {
    const value = fields[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    eventID: 'e1',
    eventTimeMs: undefined,
    eventName: text('eventName'),
    eventSource: text('eventSource'),
    awsRegion: text('awsRegion'),
    accountId: text('recipientAccountId'),
    fields,
  };
}

/** A call of `service:Api` in eu-west-1, by account 123456789012. */
export function call(key: string, requestParameters: JsonObject | null, more: JsonObject = {}): CloudTrailRecord {
  const [service, eventName = ''] = key.split(':');
  return record({
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: 'eu-west-1',
    recipientAccountId: '123456789012',
    requestParameters,
    ...more,
  });
}
