import { createHash } from 'node:crypto';
import type { SampleRecord } from './call.ts';
import { accountId } from './company/account.ts';
import type { DigestedFile } from './digest.ts';
import type { Random } from './random.ts';

/** An object as it lies in the trail's bucket, before compression. */
export interface LogObject {
  /** Forward slashes, beginning with `AWSLogs/`. */
  readonly key: string;
  readonly text: string;
  /** Records in it, repeats included; a digest has none. */
  readonly recordCount: number;
}

/** A log file of one region, named as CloudTrail names them: by the minute of delivery and 16 random characters.
 * @see CloudTrail user guide, "CloudTrail log file name format" */
export function writeLogFile(
  region: string,
  deliveredMs: number,
  records: readonly SampleRecord[],
  random: Random,
): LogObject {
  const [day = '', clock = ''] = new Date(deliveredMs).toISOString().split('T');
  const folder = `AWSLogs/${accountId}/CloudTrail/${region}/${day.replaceAll('-', '/')}`;
  const minute = `${day.replaceAll('-', '')}T${clock.slice(0, 5).replace(':', '')}Z`;
  return {
    key: `${folder}/${accountId}_CloudTrail_${region}_${minute}_${random.base62(16)}.json.gz`,
    text: JSON.stringify({ Records: records.map(({ fields }) => fields) }),
    recordCount: records.length,
  };
}

/** What a digest says of a log file. */
export function describeLogFile(file: LogObject, records: readonly SampleRecord[]): DigestedFile {
  const times = records.map(({ timeMs }) => timeMs);
  return {
    key: file.key,
    sha256: createHash('sha256').update(file.text).digest('hex'),
    oldestMs: Math.min(...times),
    newestMs: Math.max(...times),
  };
}
