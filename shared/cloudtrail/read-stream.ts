import { startsAsGzip } from './gunzip-bytes.ts';
import { createInflater, type Inflater } from './inflater.ts';
import type { ReadItem } from './read-item.ts';
import { defaultReadLimits, type ReadLimits } from './read-limits.ts';
import { RecordReader } from './record-reader.ts';

/** 16 KiB of gzip are at most 17 MB of text in memory. */
const pieceBytes = 16 * 1024;

/** What one input holds that comes in chunks, plain or gzip, in any form that CloudTrail's records come in.
 *
 * Memory holds a chunk and a value, whatever the size of the input, and chunks are asked for as items are taken. Items
 * come in the order of the input, at least one: the same that `readBytes` gives, but for the last records before damage
 * in gzip data over 1 MiB (see `Inflater`).
 * @param source names the input in problems
 * @throws whatever `chunks` throws: the input could not be fetched, and the caller may try again */
export async function* readStream(
  chunks: AsyncIterable<Uint8Array>,
  source: string,
  limits: ReadLimits = defaultReadLimits,
): AsyncGenerator<ReadItem> {
  const reader = new RecordReader(source, limits);
  let inflater: Inflater | undefined;
  let started = false;
  try {
    for await (const piece of inPieces(chunks)) {
      if (!started && startsAsGzip(piece)) inflater = createInflater();
      started = true;
      for (const text of inflater === undefined ? [piece] : await inflater.write(piece)) {
        // Not `yield*`: over a sync iterator it waits three times an item.
        for (const item of reader.push(text)) yield item;
        if (reader.isFull()) return yield* reader.end();
      }
      if (inflater?.isDamaged()) return yield* reader.end('gzip-damaged');
    }
    const complete = inflater === undefined || (await inflater.isComplete());
    yield* reader.end(complete ? undefined : 'gzip-truncated');
  } finally {
    inflater?.close();
  }
}

/** The chunks, none larger than a piece, and the first at least as long as the mark that gzip begins with. */
async function* inPieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array | undefined;
  let started = false;
  for await (const chunk of chunks) {
    const bytes = held === undefined ? chunk : Buffer.concat([held, chunk]);
    held = undefined;
    if (!started && bytes.length < 2) {
      held = new Uint8Array(bytes);
      continue;
    }
    started = true;
    for (let start = 0; start < bytes.length; start += pieceBytes) yield bytes.subarray(start, start + pieceBytes);
  }
  if (held !== undefined) yield held;
}
