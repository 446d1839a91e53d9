import { readBytes } from '#shared/cloudtrail/read-bytes.ts';
import type { ReadItem } from '#shared/cloudtrail/read-item.ts';
import type { ReadLimits } from '#shared/cloudtrail/read-limits.ts';
import type { JsonObject } from '#shared/model/json.ts';

/** A record as CloudTrail writes it, with what a test wants different. */
export function recordFields(changes: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLEALICE00000',
      arn: 'arn:aws:iam::123456789012:user/alice',
      accountId: '123456789012',
      accessKeyId: 'AKIAEXAMPLEALICE0000',
      userName: 'alice',
    },
    eventTime: '2026-03-02T10:15:00Z',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.22.0',
    requestParameters: { name: 'arn:aws:cloudtrail:eu-central-1:123456789012:trail/main' },
    responseElements: null,
    requestID: 'c0ffee00-0000-4000-8000-000000000001',
    eventID: 'c0ffee00-0000-4000-8000-000000000002',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '123456789012',
    eventCategory: 'Management',
    ...changes,
  };
}

/** The items of a text or of bytes. */
export function readAll(input: string | Uint8Array, limits?: ReadLimits): readonly ReadItem[] {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  return [...readBytes(bytes, 'input', limits)];
}

/** Items in short: `record:<eventID>`, `set-aside:<what>`, `problem:<code>`, the latter with `@offset` if it has one. */
export function inShort(items: Iterable<ReadItem>): readonly string[] {
  return [...items].map((item) => {
    if (item.kind === 'record') return `record:${item.record.eventID}`;
    if (item.kind === 'set-aside') return `set-aside:${item.what}`;
    const { code, offsetBytes } = item.problem;
    return offsetBytes === undefined ? `problem:${code}` : `problem:${code}@${offsetBytes}`;
  });
}

/** Bytes cut at the given positions, as a stream gives them. */
export async function* inChunks(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const cut of [...cuts].sort((left, right) => left - right)) {
    yield bytes.subarray(start, cut);
    start = cut;
  }
  yield bytes.subarray(start);
}
