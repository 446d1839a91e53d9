import { randomUUID } from 'node:crypto';
import type { Account } from './account.ts';
import { testSource } from './deploy.ts';

/** What a test says of a call; `eventSource` without its domain. */
export interface Call {
  readonly service: string;
  readonly eventName: string;
  readonly requestParameters: object;
  readonly responseElements?: object;
}

/** A CloudTrail record, as far as the tests look at it. */
export interface CallRecord {
  readonly eventID: string;
  readonly eventTime: string;
}

/** The `detail-type` under which EventBridge brings records of calls. */
export const detailType = 'AWS API Call via CloudTrail';

/** The record of a call that alice made just now. */
export function recordOf({ service, ...call }: Call, { id, region }: Account): CallRecord {
  const common = {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDACKCEVSQ6C2EXAMPLE',
      arn: `arn:aws:iam::${id}:user/alice`,
      accountId: id,
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      userName: 'alice',
    },
    eventTime: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    eventSource: `${service}.amazonaws.com`,
    awsRegion: region,
    sourceIPAddress: '198.51.100.23',
    userAgent: 'aws-cli/2.31.4',
    responseElements: null,
    requestID: randomUUID(),
    eventID: randomUUID(),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: id,
    eventCategory: 'Management',
  };
  return { ...common, ...call };
}

/** Bring a record by EventBridge. */
export async function deliver(record: CallRecord, account: Account): Promise<void> {
  const entry = { Source: testSource, DetailType: detailType, Detail: JSON.stringify(record) };
  const { FailedEntryCount: failed } = await account.call<{ FailedEntryCount: number }>('events', 'PutEvents', {
    Entries: [entry],
  });
  if (failed > 0) throw new Error('EventBridge did not take the event');
}
