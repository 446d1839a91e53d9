import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import type { ResponseSettings } from '#shared/model/response-settings.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { bundleSbom } from './bundle-sbom.ts';
import { functionBuild } from './function-build.ts';
import { licencesFile, root, sbomFile } from './paths.ts';
import { thirdPartyLicences } from './third-party-licences.ts';

/** Bundle each Lambda function into a folder of its own, `dist/<function>/index.mjs`, with the source maps, the licences and the bill of
 * what it holds beside it; with the rule pack, too, if it detects, and with what playbooks may do, if it responds.
 *
 * What the code imports only when it is used lands in chunks beside it: no cold start reads the KMS client that few of them need.
 * @returns the functions' names, sorted */
export async function bundleFunctions(rulePack: RulePack, responses: ResponseSettings): Promise<readonly string[]> {
  const names = await functionNames();
  await Promise.all(names.map((name) => rm(path.join(root, 'dist', name), { recursive: true, force: true })));
  for (const name of names) {
    const { metafile } = await build(functionBuild(name));
    const [file, content] = responders.includes(name) ? ['responses.json', responses] : ['rule-pack.json', rulePack];
    await writeFile(path.join(root, 'dist', name, file), JSON.stringify(content));
    await writeFile(path.join(root, 'dist', name, licencesFile), thirdPartyLicences(metafile));
    await writeFile(path.join(root, 'dist', name, sbomFile), bundleSbom(name, metafile));
  }
  return names;
}

/** The functions that playbooks run in. */
const responders: readonly string[] = ['on-alert', 'on-request'];

/** The folders of `functions/` that are named by a trigger. */
async function functionNames(): Promise<readonly string[]> {
  const names = await readdir(path.join(root, 'functions'));
  return names.filter((name) => name.startsWith('on-')).sort();
}
