import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleSbom } from './bundle-sbom.ts';
import { licencesFile, root, sbomFile } from './paths.ts';
import { thirdPartyLicences } from './third-party-licences.ts';

const folder = path.join(root, 'dist', 'cli');
const command = path.join(folder, 'trailguard.mjs');

/** Bundle the command line into `dist/cli/trailguard.mjs`, executable, and the script of its scanning threads beside it.
 *
 * What the code imports only when it is used lands in chunks of its own: a scan of local files never loads the AWS SDK. All lie in one
 * folder, so that code finds its neighbours by `import.meta.url` whichever chunk it lands in. */
export async function bundleCli(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { trailguard: 'cli/bin.ts', 'scan-worker': 'cli/scan/scan-worker.ts' },
    outdir: 'dist/cli',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    chunkNames: '[name]-[hash]',
    // A crash must be readable, and nobody downloads the command line a thousand times an hour.
    minify: false,
    // The YAML parser is CommonJS and asks for Node's own modules by `require`.
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  await writeFile(path.join(folder, licencesFile), thirdPartyLicences(metafile));
  await writeFile(path.join(folder, sbomFile), bundleSbom('cli', metafile));
  await writeFile(command, withShebang(await readFile(command, 'utf8')));
  await chmod(command, 0o755);
}

function withShebang(code: string): string {
  return code.startsWith('#!') ? code : `#!/usr/bin/env node\n${code}`;
}
