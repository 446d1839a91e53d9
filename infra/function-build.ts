import type { BuildOptions } from 'esbuild';
import { root } from './paths.ts';

/** How the bundle of a function is made: by itself, for functions that are bundled together share chunks, and each is packaged alone. */
export function functionBuild(name: string): BuildOptions & { readonly metafile: true } {
  return {
    absWorkingDir: root,
    entryPoints: { index: `functions/${name}/handler.ts` },
    outdir: `dist/${name}`,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    // The AWS SDK's ES modules leave more behind than its CommonJS does: less code, a shorter cold start.
    mainFields: ['module', 'main'],
    legalComments: 'none',
    // Stack traces then name our lines; the sources' text would only lengthen a cold start.
    sourcemap: 'linked',
    sourcesContent: false,
    alias: { '@aws-sdk/credential-provider-node': './shared/aws/lambda-credentials.ts' },
    metafile: true,
    logLevel: 'warning',
  };
}
