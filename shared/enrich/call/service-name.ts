import type { CloudTrailRecord } from '#shared/model/record.ts';

/** The first label of a record's `eventSource`: `s3` of `s3.amazonaws.com`; undefined where there is none. */
export function serviceName(record: CloudTrailRecord): string | undefined {
  return record.eventSource?.split('.', 1)[0];
}
