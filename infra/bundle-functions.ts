import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import type { ResponseSettings } from '#shared/model/response-settings.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { licencesFile, root } from './paths.ts';
import { thirdPartyLicences } from './third-party-licences.ts';

/** Bundle each Lambda function into one file, `dist/<function>/index.mjs`, with its source map and the licences of what it holds beside
 * it; with the rule pack, too, if it detects, and with what playbooks may do, if it responds.
 * @returns the functions' names, sorted */
export async function bundleFunctions(rulePack: RulePack, responses: ResponseSettings): Promise<readonly string[]> {
  const names = await functionNames();
  await Promise.all(names.map((name) => rm(path.join(root, 'dist', name), { recursive: true, force: true })));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, `functions/${name}/handler.ts`])),
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
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
  });
  const licences = thirdPartyLicences(metafile);
  for (const name of names) {
    const [file, content] = name === 'on-alert' ? ['responses.json', responses] : ['rule-pack.json', rulePack];
    await writeFile(path.join(root, 'dist', name, file), JSON.stringify(content));
    await writeFile(path.join(root, 'dist', name, licencesFile), licences);
  }
  return names;
}

/** The folders of `functions/` that are named by a trigger. */
async function functionNames(): Promise<readonly string[]> {
  const names = await readdir(path.join(root, 'functions'));
  return names.filter((name) => name.startsWith('on-')).sort();
}
