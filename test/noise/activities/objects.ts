import type { Call } from '../../../samples/generator/call.ts';
import { agents, homeRegion } from '../../../samples/generator/company/account.ts';
import { buckets, roles } from '../../../samples/generator/company/estate.ts';
import { callObject } from '../call-object.ts';
import { contractorOrigin, contractorSession, monthRoles, worker } from '../staff.ts';
import type { Work } from './work.ts';

/** Buckets whose objects the trail records, beside the customers' exports. */
export const recordedBuckets = {
  lake: 'example-data-lake',
  appLogs: 'example-app-logs',
  imageCache: 'example-image-cache',
  partners: 'example-partner-files',
} as const;

/** Programs write files and read them. */
export const objectsUsed: Work = {
  gapMs: 2000,
  run: (random, startMs) => {
    const writer = worker(roles.exportWorker, 'customer-export', startMs);
    const reader = worker(monthRoles.dataJobs, 'reports', startMs, agents.boto3);
    const written = `orders/${random.hex(12)}.parquet`;
    return [
      callObject(writer, 'PutObject', random.pick([buckets.exports, recordedBuckets.lake]), written, {
        'x-amz-server-side-encryption': 'aws:kms',
      }),
      callObject(reader, 'ListObjects', recordedBuckets.lake, undefined, { 'list-type': '2', prefix: 'orders/' }),
      ...Array.from({ length: 3 }, () =>
        callObject(reader, 'GetObject', recordedBuckets.lake, `orders/${random.hex(12)}.parquet`),
      ),
    ];
  },
};

/** Old files of logs go every night, a thousand in each call. */
export const oldLogsDropped: Work = {
  gapMs: 3000,
  run: (random, startMs) => {
    const caller = worker(monthRoles.logJanitor, 'app-log-janitor', startMs, agents.boto3);
    return Array.from({ length: 20 + random.below(10) }, (): readonly Call[] => [
      callObject(caller, 'ListObjects', recordedBuckets.appLogs, undefined, { prefix: `${homeRegion}/` }),
      callObject(caller, 'DeleteObjects', recordedBuckets.appLogs, undefined, { delete: '' }),
    ]).flat();
  },
};

/** The cache of resized images is cleaned by a program that names each object by itself: thousands within minutes. */
export const cacheCleaned: Work = {
  gapMs: 400,
  run: (random, startMs) => {
    const caller = worker(monthRoles.cacheCleaner, 'clean', startMs);
    return Array.from({ length: 2400 + random.below(400) }, () =>
      callObject(caller, 'DeleteObject', recordedBuckets.imageCache, `resized/${random.hex(10)}.webp`),
    );
  },
};

/** Someone of the data team fetches a quarter's files by hand, for a question that was asked once. */
export const lakeReadByHand: Work = {
  gapMs: 900,
  run: (random, startMs) => {
    const caller = contractorSession('irene.costa', contractorOrigin('irene.costa', random, agents.cli), startMs);
    return [
      callObject(caller, 'ListObjects', recordedBuckets.lake, undefined, { 'list-type': '2', prefix: 'quarter/' }),
      ...Array.from({ length: 150 }, (_, at) =>
        callObject(caller, 'GetObject', recordedBuckets.lake, `quarter/part-${at}.parquet`),
      ),
    ];
  },
};

/** A partner's files are kept under a key that the partner sends along: each week a few come in, and a few move to the archive. */
export const partnerFilesMoved: Work = {
  gapMs: 5000,
  run: (random, startMs) => {
    const caller = worker(monthRoles.partnerDrop, 'partner-drop', startMs, agents.boto3);
    const withKey = { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' };
    const files = Array.from({ length: 3 }, () => `in/${random.hex(8)}.csv`);
    return files.flatMap((file) => [
      callObject(caller, 'PutObject', recordedBuckets.partners, file, withKey),
      callObject(caller, 'CopyObject', recordedBuckets.partners, file.replace('in/', 'archive/'), {
        ...withKey,
        'x-amz-copy-source': `${recordedBuckets.partners}/${file}`,
        'x-amz-copy-source-server-side-encryption-customer-algorithm': 'AES256',
      }),
      callObject(caller, 'DeleteObject', recordedBuckets.partners, file),
    ]);
  },
};
