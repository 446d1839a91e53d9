import type { CloudTrailRecord } from '#shared/model/record.ts';
import { apiName } from './api-name.ts';
import { serviceName } from './service-name.ts';

/** `service:Api` of a record, such as `s3:PutBucketPolicy`, by which the tables of this folder are keyed;
 * undefined where the record lacks either part. */
export function callKey(record: CloudTrailRecord): string | undefined {
  const service = serviceName(record);
  return service === undefined || record.eventName === undefined
    ? undefined
    : `${service}:${apiName(record.eventName)}`;
}
