import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { inKilobytes } from './in-kilobytes.ts';
import { root } from './paths.ts';

/** Print the size of every file in a folder whose name has an ending, plain and compressed as a transfer would be. */
export function printSizes(folder: string, ending = ''): void {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = entries.map((entry) => path.join(entry.parentPath, entry.name));
  const files = names.filter((name) => name.endsWith(ending)).sort();
  for (const file of files) {
    const bytes = readFileSync(file);
    const name = path.relative(root, file);
    console.log(`${name.padEnd(48)} ${inKilobytes(bytes.length)} ${inKilobytes(gzipSync(bytes).length)} gzip`);
  }
}
