import { constants as bufferConstants } from 'node:buffer';
import { constants, type Gunzip, gunzipSync } from 'node:zlib';
import type { ReadProblemCode } from './read-problem.ts';

/** Why decompression stopped before the end of the input. */
export type GzipFlaw = Extract<ReadProblemCode, 'gzip-truncated' | 'gzip-damaged' | 'too-much-data'>;

/** What came out of gzip data: all of it up to the flaw, if there is one. */
export interface Gunzipped {
  readonly bytes: Uint8Array;
  readonly flaw?: GzipFlaw;
}

/** Tell whether bytes begin as gzip does; names and content types are not to be trusted for it. */
export function startsAsGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Zlib counts output in whole chunks, and one byte of deflate gives at most 1,032 bytes: enough room past the limit
 * to tell data at the limit from data beyond it. */
const slackBytes = 64 * 1024;

/** Larger than zlib's own 16 KiB, of which a log object needs very many. */
const chunkSize = 64 * 1024;

/** The decompressed bytes of one or several gzip members, at most `maxBytes` of them.
 *
 * Truncated and damaged data give what comes before the flaw. Zero bytes after the last member are padding; anything
 * else there is damage. */
export function gunzipBytes(bytes: Uint8Array, maxBytes: number): Gunzipped {
  const maxOutputLength = Math.min(maxBytes + slackBytes, bufferConstants.MAX_LENGTH);
  const whole = tryGunzip(bytes, { maxOutputLength });
  if (whole !== undefined && whole.bytes.length <= maxBytes) {
    return hasDataAfter(bytes, whole.consumedBytes)
      ? { bytes: whole.bytes, flaw: 'gzip-damaged' }
      : { bytes: whole.bytes };
  }
  const partial = gunzipLongestPrefix(bytes, maxOutputLength);
  if (partial.bytes.length > maxBytes) return { bytes: partial.bytes.subarray(0, maxBytes), flaw: 'too-much-data' };
  return { bytes: partial.bytes, flaw: partial.usedBytes === bytes.length ? 'gzip-truncated' : 'gzip-damaged' };
}

interface Attempt {
  readonly bytes: Uint8Array;
  readonly consumedBytes: number;
}

function tryGunzip(
  bytes: Uint8Array,
  options: { readonly maxOutputLength: number; readonly finishFlush?: number },
): Attempt | undefined {
  try {
    // With `info` the answer is an object, which the types of node:zlib do not say.
    const answer = gunzipSync(bytes, { ...options, chunkSize, info: true }) as unknown as {
      buffer: Buffer;
      engine: Gunzip;
    };
    return { bytes: answer.buffer, consumedBytes: answer.engine.bytesWritten };
  } catch {
    // Zlib's only answer to bad data; which kind it is shows in how much of the input can be read.
    return undefined;
  }
}

/** Zlib throws away its output when it meets bad data, so look for the longest beginning of the input that it takes:
 * about 20 attempts, paid for damaged inputs only. */
function gunzipLongestPrefix(
  bytes: Uint8Array,
  maxOutputLength: number,
): { readonly bytes: Uint8Array; readonly usedBytes: number } {
  // SYNC_FLUSH: an input that merely stops is no error.
  const options = { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH };
  let best = { bytes: new Uint8Array(0) as Uint8Array, usedBytes: 0 };
  let [low, high] = [1, bytes.length];
  let length = high;
  while (low <= high) {
    const attempt = tryGunzip(bytes.subarray(0, length), options);
    if (attempt === undefined) high = length - 1;
    else {
      best = { bytes: attempt.bytes, usedBytes: length };
      low = length + 1;
    }
    length = (low + high) >>> 1;
  }
  return best;
}

function hasDataAfter(bytes: Uint8Array, consumedBytes: number): boolean {
  return bytes.subarray(consumedBytes).some((byte) => byte !== 0);
}
