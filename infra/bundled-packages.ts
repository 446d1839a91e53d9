import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.ts';

/** A package whose code went into a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As its `package.json` has it; checked by nobody yet. */
  readonly license: unknown;
  /** From the root, `node_modules/a` or `node_modules/a/node_modules/b`: also its key in `package-lock.json`. */
  readonly folder: string;
}

/** The packages that files of a bundle are from, by folder.
 * @param files from the root, as esbuild's metafile names its inputs */
export function bundledPackages(files: readonly string[]): readonly BundledPackage[] {
  const folders = new Set(files.flatMap((file) => packageFolder(file) ?? []));
  return [...folders].sort().map((folder) => {
    const manifest: Omit<BundledPackage, 'folder'> = JSON.parse(
      readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
    );
    return { name: manifest.name, version: manifest.version, license: manifest.license, folder };
  });
}

/** `node_modules/a` or `node_modules/@a/b`, the innermost one. */
function packageFolder(file: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}
