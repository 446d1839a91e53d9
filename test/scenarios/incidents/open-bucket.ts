import { timeOn } from '../../../samples/generator/calendar.ts';
import type { Call } from '../../../samples/generator/call.ts';
import { callBucket } from '../../../samples/generator/calls/bucket.ts';
import { addresses, agents, homeRegion } from '../../../samples/generator/company/account.ts';
import { type Caller, consoleUser } from '../../../samples/generator/company/callers.ts';
import { bucketResource, buckets } from '../../../samples/generator/company/estate.ts';
import { from, type Incident } from '../incident.ts';

const bucket = buckets.exports;
const origin = { from: addresses.intruder, agent: agents.firefox };
const person = consoleUser('piet.visser', false, origin, timeOn('thursday', '21:40:00'));
/** Nobody: no credentials at all. */
const anybody: Caller = {
  identity: { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' },
  sourceIPAddress: addresses.intruderIpv6,
  userAgent: 'curl/8.10.1',
};

/** A stolen console session opens a bucket; then the files are fetched without any credentials. */
export const openBucket: Incident = {
  title: 'a bucket that is opened to everyone and emptied from outside',
  steps: [
    from(0, [
      callBucket(person, 'DeleteBucketPublicAccessBlock', bucket, 'publicAccessBlock'),
      callBucket(person, 'PutBucketPolicy', bucket, 'policy', {
        bucketPolicy: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: '*', Action: ['s3:GetObject'], Resource: [`arn:aws:s3:::${bucket}/*`] },
          ],
        },
      }),
    ]),
    from(
      6,
      Array.from({ length: 60 }, (_, part) => fetched(`customers/part-${part}.csv`)),
      2,
    ),
  ],
  alerts: ['medium s3/bucket-public-access-block-weakened', 'high s3/bucket-made-public'],
};

function fetched(key: string): Call {
  const host = `${bucket}.s3.${homeRegion}.amazonaws.com`;
  return {
    caller: anybody,
    service: 's3',
    name: 'GetObject',
    request: { bucketName: bucket, key, Host: host },
    additional: { bytesTransferredIn: 0, bytesTransferredOut: 4_000_000 },
    resources: [bucketResource(bucket)],
    host,
  };
}
