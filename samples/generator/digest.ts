import { formatTime, timeOn } from './calendar.ts';
import { accountId, homeRegion, trailBucket, trailName } from './company/account.ts';
import type { Random } from './random.ts';

/** A log file as a digest lists it. */
export interface DigestedFile {
  readonly key: string;
  /** Of the uncompressed file, hexadecimal. */
  readonly sha256: string;
  readonly oldestMs: number;
  readonly newestMs: number;
}

/** The hour that the sample's one digest covers: the trail's first, so that it has none before it. */
export const digestStartMs: number = timeOn('monday', '23:30:00');
export const digestEndMs: number = timeOn('tuesday', '00:30:00');

/** Write the digest of the log files that were delivered in its hour.
 *
 * Its signature would be metadata of the S3 object, so that a folder of files cannot hold one.
 * @see CloudTrail user guide, "CloudTrail digest file structure" */
export function writeDigest(
  files: readonly DigestedFile[],
  random: Random,
): { readonly key: string; readonly text: string } {
  const end = formatTime(digestEndMs);
  const folder = `AWSLogs/${accountId}/CloudTrail-Digest/${homeRegion}/${end.slice(0, 10).replaceAll('-', '/')}`;
  const stamp = end.replaceAll(/[-:]/g, '');
  const key = `${folder}/${accountId}_CloudTrail-Digest_${homeRegion}_${trailName}_${homeRegion}_${stamp}.json.gz`;
  const digest = {
    awsAccountId: accountId,
    digestStartTime: formatTime(digestStartMs),
    digestEndTime: end,
    digestS3Bucket: trailBucket,
    digestS3Object: key,
    digestPublicKeyFingerprint: random.hex(32),
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: files.length === 0 ? null : formatTime(Math.max(...files.map(({ newestMs }) => newestMs))),
    oldestEventTime: files.length === 0 ? null : formatTime(Math.min(...files.map(({ oldestMs }) => oldestMs))),
    previousDigestS3Bucket: null,
    previousDigestS3Object: null,
    previousDigestHashValue: null,
    previousDigestHashAlgorithm: null,
    previousDigestSignature: null,
    logFiles: files.map(({ key: s3Object, sha256, newestMs, oldestMs }) => ({
      s3Bucket: trailBucket,
      s3Object,
      hashValue: sha256,
      hashAlgorithm: 'SHA-256',
      newestEventTime: formatTime(newestMs),
      oldestEventTime: formatTime(oldestMs),
    })),
  };
  return { key, text: JSON.stringify(digest) };
}
