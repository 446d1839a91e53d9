import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesAtStart } from './files-at-start.ts';
import { inKilobytes } from './in-kilobytes.ts';
import { root } from './paths.ts';

/** Print how much code a bundle has, and how much of it is loaded at the start, plain and compressed as a transfer would be.
 * @param folder holds the bundle's entry, `index.mjs` of a function or `trailguard.mjs`, and its chunks */
export async function printBundleSize(folder: string): Promise<void> {
  const code = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
  const entry = code.find((name) => name === 'index.mjs' || name === 'trailguard.mjs');
  if (entry === undefined) throw new Error(`${folder} holds no bundle`);
  const print = (what: string, files: readonly string[]): void => {
    const bytes = Buffer.concat(files.map((file) => readFileSync(file)));
    const name = `${path.relative(root, folder)}, ${what}`;
    console.log(`${name.padEnd(48)} ${inKilobytes(bytes.length)} ${inKilobytes(gzipSync(bytes).length)} gzip`);
  };
  print('at start', await filesAtStart(path.join(folder, entry)));
  print(
    'all code',
    code.map((name) => path.join(folder, name)),
  );
}
