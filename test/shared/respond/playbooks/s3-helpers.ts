import type { Subject, Target } from '#shared/model/target.ts';
import type { Cloud } from '#shared/ports/cloud/cloud.ts';
import type { PreviousAccessBlock } from '#shared/ports/cloud/history.ts';
import { createFakeBuckets, type FakeBucket, type FakeS3, makeBucket } from '../fake-cloud/fake-buckets.ts';
import { createFakeCloud } from '../fake-cloud/fake-cloud.ts';

export const filesBucket: Target = targetOf({ kind: 'bucket', bucket: 'files' });
export const wholeAccount: Target = targetOf({ kind: 'account-access-block' });

export const off = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
} as const;
export const on = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
} as const;

/** A cloud with the bucket `files`, and S3 behind it for the test to look at and to meddle with. */
export function makeS3(
  bucket: Partial<FakeBucket>,
  { account = {}, previous }: { readonly account?: FakeS3['account']; readonly previous?: PreviousAccessBlock } = {},
): { readonly cloud: Cloud; readonly s3: FakeS3; readonly files: FakeBucket } {
  const files = makeBucket(bucket);
  const s3: FakeS3 = { buckets: new Map([['files', files]]), account };
  const cloud = createFakeCloud({
    buckets: createFakeBuckets(s3),
    ...(previous !== undefined && {
      history: { previousAccessBlock: async () => previous, previousSelectors: async () => undefined },
    }),
  });
  return { cloud, s3, files };
}

function targetOf(subject: Subject): Target {
  return {
    accountId: '123456789012',
    region: 'eu-central-1',
    subject,
    eventID: '00000000-0000-4000-8000-000000000001',
    eventTime: '2026-03-01T10:00:00Z',
  };
}
