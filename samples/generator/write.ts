import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { LogObject } from './log-file.ts';

/** What was written. */
export interface Written {
  readonly files: number;
  /** Repeats included. */
  readonly records: number;
  readonly sizeBytes: number;
}

const compress = promisify(gzip);
/** Files under way at once: enough to keep zlib's threads busy, few enough to keep memory flat. */
const inFlight = 8;

/** Tell whether a folder holds log objects already: two generations must not mix. */
export async function folderHoldsLogs(folder: string): Promise<boolean> {
  return access(join(folder, 'AWSLogs')).then(
    () => true,
    () => false,
  );
}

/** Write objects under a folder, compressed. */
export async function writeObjects(objects: Iterable<LogObject>, folder: string): Promise<Written> {
  const under = new Set<Promise<void>>();
  let [files, records, sizeBytes] = [0, 0, 0];
  for (const object of objects) {
    files += 1;
    records += object.recordCount;
    const task: Promise<void> = writeObject(object, folder).then((written) => {
      sizeBytes += written;
      under.delete(task);
    });
    under.add(task);
    if (under.size >= inFlight) await Promise.race(under);
  }
  await Promise.all(under);
  return { files, records, sizeBytes };
}

async function writeObject({ key, text }: LogObject, folder: string): Promise<number> {
  const bytes = await compress(text, { level: 9, chunkSize: 65_536 });
  // The header's ninth byte names the operating system: "unknown", so that no platform leaves its mark. Node writes no time.
  bytes[9] = 255;
  const path = join(folder, key);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  return bytes.length;
}
