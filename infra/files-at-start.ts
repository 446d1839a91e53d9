import path from 'node:path';
import { build } from 'esbuild';

/** The files of a bundle that its entry loads before it runs, itself among them: what it imports only when it is used is not.
 * @param entry path of `index.mjs`
 * @returns absolute paths */
export async function filesAtStart(entry: string): Promise<readonly string[]> {
  const folder = path.dirname(entry);
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    // Chunks that are loaded later stay chunks.
    splitting: true,
    outdir: folder,
    write: false,
    format: 'esm',
    platform: 'node',
    metafile: true,
    logLevel: 'warning',
  });
  const found = new Set<string>();
  const visit = (file: string): void => {
    const input = metafile.inputs[file];
    if (input === undefined || found.has(file)) return;
    found.add(file);
    for (const { path: next, kind } of input.imports) if (kind === 'import-statement') visit(next);
  };
  visit(path.basename(entry));
  return [...found].map((file) => path.join(folder, file));
}
