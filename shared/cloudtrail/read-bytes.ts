import { gunzipBytes, startsAsGzip } from './gunzip-bytes.ts';
import type { ReadItem } from './read-item.ts';
import { defaultReadLimits, type ReadLimits } from './read-limits.ts';
import { RecordReader } from './record-reader.ts';

/** What one input holds that is wholly in memory, plain or gzip, in any form that CloudTrail's records come in.
 *
 * Items come in the order of the input, at least one. Nothing that the bytes hold makes this throw. The same bytes
 * through `readStream` give the same items. Memory holds the whole text, twice for a moment, and gzip grows up to 1,032
 * times: what may be large, or hostile, is for `readStream`.
 * @param source names the input in problems */
export function* readBytes(
  bytes: Uint8Array,
  source: string,
  limits: ReadLimits = defaultReadLimits,
): Generator<ReadItem> {
  const reader = new RecordReader(source, limits);
  const text = startsAsGzip(bytes) ? gunzipBytes(bytes, limits.maxUncompressedBytes) : { bytes };
  yield* reader.push(text.bytes);
  yield* reader.end(text.flaw);
}
