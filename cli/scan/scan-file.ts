import { createReadStream, readFileSync } from 'node:fs';
import { readBytes } from '#shared/cloudtrail/read-bytes.ts';
import { readStream } from '#shared/cloudtrail/read-stream.ts';
import type { Pipeline } from '#shared/pipeline.ts';
import { type InputFile, unreadable } from '../input/find-inputs.ts';
import { createItemScanner, type ItemScanner } from './scan-items.ts';
import type { ScanResult, TimeRange } from './scan-result.ts';

/** Read one file and examine its records.
 *
 * A small file is read at once, which is faster; a larger one as a stream, so that memory stays flat. One that cannot be read
 * gives a problem and what was read before it. */
export async function scanFile(pipeline: Pipeline, file: InputFile, range: TimeRange): Promise<ScanResult> {
  const scanner = createItemScanner(pipeline, range);
  try {
    if (file.sizeBytes <= maxWholeBytes) {
      for (const item of readBytes(readFileSync(file.path), file.path)) scanner.take(item);
    } else {
      for await (const item of readStream(createReadStream(file.path, { highWaterMark: chunkBytes }), file.path)) {
        scanner.take(item);
      }
    }
  } catch (error) {
    noteBrokenRead(scanner, file.path, error);
  }
  return scanner.result();
}

/** Gzip packs up to 1,032 bytes into one: what is read at once unpacks to 270 MB at most, whoever made it. */
const maxWholeBytes = 256 * 1024;
const chunkBytes = 256 * 1024;

/** Note that the operating system could not read on.
 * @throws any other error: a fault of ours */
export function noteBrokenRead(scanner: ItemScanner, source: string, error: unknown): void {
  if (!(error instanceof Error && 'syscall' in error)) throw error;
  scanner.fail(unreadable(source, error));
}
