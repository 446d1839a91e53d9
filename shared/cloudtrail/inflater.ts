import { createGunzip } from 'node:zlib';
import { gunzipBytes } from './gunzip-bytes.ts';

/** Zlib gives its output in chunks, each a trip to another thread: its own 16 KiB make too many of them. */
const chunkSize = 128 * 1024;

/** At damage zlib drops the chunk in hand: all there is, for most log files. As long as neither input nor
 * output has passed these bounds the input is kept, and decompressed again to get it back. */
const keptInputBytes = 1024 ** 2;
const keptOutputBytes = 32 * 1024 ** 2;

/** Decompresses gzip piece by piece; one or several members, zero bytes after the last being padding. */
export interface Inflater {
  /** All that one piece of input adds to the output. One piece at a time: wait for the answer.
   *
   * Output is up to 1,032 times as large as the piece: keep pieces small. What comes before damage is complete for inputs
   * up to 1 MiB; of larger ones the last 128 KiB of output may be missing. */
  readonly write: (piece: Uint8Array) => Promise<readonly Uint8Array[]>;
  /** Tell whether bad data was met, or anything but padding after the last member. */
  readonly isDamaged: () => boolean;
  /** Say that no more input comes; tells whether the last member was whole. */
  readonly isComplete: () => Promise<boolean>;
  readonly close: () => void;
}

/** A fresh inflater. Zlib is driven by hand: iterating over its stream would lose what it holds when an error comes, and
 * records before a cut would be lost with it. */
export function createInflater(): Inflater {
  const gunzip = createGunzip({ chunkSize });
  let outputs: Uint8Array[] = [];
  let kept: Uint8Array[] = [];
  let writtenBytes = 0;
  let outputBytes = 0;
  let ended = false;
  let damaged = false;
  let wake = (): void => {};
  const settled = (start: () => void): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      start();
    });
  gunzip.on('data', (output: Uint8Array) => outputs.push(output));
  gunzip.on('close', () => wake());
  gunzip.on('error', () => {
    damaged = true;
    wake();
  });

  return {
    write: async (piece) => {
      if (ended) {
        damaged ||= piece.some((byte) => byte !== 0);
        return [];
      }
      if (writtenBytes + piece.length > keptInputBytes || outputBytes > keptOutputBytes) kept = [];
      else if (kept.length > 0 || writtenBytes === 0) kept.push(new Uint8Array(piece));
      await settled(() => gunzip.write(piece, () => wake()));
      writtenBytes += piece.length;
      const taken = outputs;
      outputs = [];
      for (const output of taken) outputBytes += output.length;
      if (damaged) return [...taken, recover(kept, outputBytes)];
      // Zlib stops at the first zero byte behind a member and takes nothing more.
      const leftOver = writtenBytes - gunzip.bytesWritten;
      ended = leftOver > 0;
      if (ended) damaged = piece.subarray(piece.length - leftOver).some((byte) => byte !== 0);
      return taken;
    },
    isDamaged: () => damaged,
    isComplete: async () => {
      if (!ended) await settled(() => gunzip.end());
      return !damaged;
    },
    close: () => {
      gunzip.destroy();
    },
  };
}

/** The output before the damage that has not come out yet. */
function recover(kept: readonly Uint8Array[], outputBytes: number): Uint8Array {
  return gunzipBytes(Buffer.concat(kept), 2 * keptOutputBytes).bytes.subarray(outputBytes);
}
