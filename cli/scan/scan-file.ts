import { createReadStream, readFileSync } from 'node:fs';
import { readBytes } from '#shared/cloudtrail/read-bytes.ts';
import { readStream } from '#shared/cloudtrail/read-stream.ts';
import type { Pipeline } from '#shared/pipeline.ts';
import { type InputFile, unreadable } from '../input/find-inputs.ts';
import { createItemScanner } from './scan-items.ts';
import type { ScanResult, TimeRange } from './scan-result.ts';

/** Read one file and examine its records.
 *
 * A file is read at once up to 32 MB, which is faster, and as a stream beyond, so that memory stays flat. One that cannot be
 * read gives a problem and what was read before it. */
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
    if (!isSystemError(error)) throw error;
    scanner.fail(unreadable(file.path, error));
  }
  return scanner.result();
}

const maxWholeBytes = 32 * 1024 * 1024;
const chunkBytes = 256 * 1024;

/** An error of the operating system, not of ours. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
