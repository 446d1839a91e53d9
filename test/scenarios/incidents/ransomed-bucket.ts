import type { Call } from '../../../samples/generator/call.ts';
import { callBucket } from '../../../samples/generator/calls/bucket.ts';
import { accessKeyId, addresses, agents, operationsTrail } from '../../../samples/generator/company/account.ts';
import { keyUser } from '../../../samples/generator/company/callers.ts';
import { buckets, trailArn } from '../../../samples/generator/company/estate.ts';
import { callAs } from '../../noise/call-as.ts';
import { from, type Incident } from '../incident.ts';

const stolen = keyUser('deploy-bot', accessKeyId('deploy-bot'), { from: addresses.intruder, agent: agents.boto3 });
const call = callAs(stolen);
const bucket = buckets.exports;

/** Extortion: logging off, versions off, objects deleted, a note left. */
export const ransomedBucket: Incident = {
  title: 'a bucket that is held to ransom',
  steps: [
    from(0, [
      call('s3', 'ListBuckets', { Host: 's3.amazonaws.com' }),
      callBucket(stolen, 'GetBucketVersioning', bucket, 'versioning'),
      call('cloudtrail', 'StopLogging', { name: trailArn(operationsTrail) }),
    ]),
    from(2, [
      callBucket(stolen, 'PutBucketVersioning', bucket, 'versioning', {
        VersioningConfiguration: { Status: 'Suspended' },
      }),
      callBucket(stolen, 'PutBucketLifecycle', bucket, 'lifecycle', {
        LifecycleConfiguration: {
          Rule: { ID: 'clean', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } },
        },
      }),
    ]),
    from(
      5,
      Array.from({ length: 30 }, () => callBucket(stolen, 'DeleteObjects', bucket, 'delete')),
      3,
    ),
    from(8, [note('HOW-TO-GET-YOUR-FILES-BACK.txt')]),
  ],
  alerts: [
    'critical cloudtrail/logging-stopped',
    'critical correlation/data-destroyed-after-guard-off',
    'medium s3/bucket-versioning-suspended',
    'medium s3/bucket-expiry-shortened',
    'medium correlation/mass-batch-deletion',
  ],
};

function note(key: string): Call {
  return callBucket(stolen, 'PutObject', bucket, 'object', { key });
}
