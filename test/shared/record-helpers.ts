import { readRecord } from '#shared/cloudtrail/read-record.ts';
import { deriveFields } from '#shared/enrich/derive-fields.ts';
import type { EnrichedRecord } from '#shared/model/enriched-record.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';

/** A complete record of an IAM user's call, with whatever a test changes. */
export function recordFields(over: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLEALICE00001',
      arn: 'arn:aws:iam::123456789012:user/alice',
      accountId: '123456789012',
      accessKeyId: 'AKIAEXAMPLEALICE0001',
      userName: 'alice',
    },
    eventTime: '2026-03-05T02:14:09Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'TerminateInstances',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '198.51.100.23',
    userAgent: 'aws-cli/2.31.0',
    requestParameters: null,
    responseElements: null,
    requestID: '5d1c6a3e-0000-4000-8000-000000000001',
    eventID: '5d1c6a3e-0000-4000-8000-000000000002',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '123456789012',
    eventCategory: 'Management',
    ...over,
  };
}

/** The same, read. */
export function recordOf(over: JsonObject = {}): CloudTrailRecord {
  const record = readRecord(recordFields(over));
  if (record === undefined) throw new Error('the fields do not make a record');
  return record;
}

/** The same, enriched. */
export function enrichedRecord(over: JsonObject = {}): EnrichedRecord {
  const record = recordOf(over);
  return { ...record, derived: deriveFields(record) };
}
