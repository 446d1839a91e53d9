import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { functionBuild } from '../../infra/function-build.ts';

/** The files whose code a function's bundle loads before its first event. */
async function sourcesAtStart(name: string): Promise<readonly string[]> {
  const { metafile } = await build({ ...functionBuild(name), minify: false, sourcemap: false, write: false });
  const { outputs } = metafile;
  const entry = Object.keys(outputs).find(
    (output) => outputs[output]?.entryPoint !== undefined && output.endsWith('/index.mjs'),
  );
  const found = new Set<string>();
  const visit = (output: string): void => {
    if (found.has(output)) return;
    found.add(output);
    for (const { path, kind } of outputs[output]?.imports ?? []) if (kind === 'import-statement') visit(path);
  };
  visit(entry ?? '');
  return [...found].flatMap((output) => Object.keys(outputs[output]?.inputs ?? {}));
}

const packagesIn = (files: readonly string[], pattern: RegExp): readonly string[] =>
  [...new Set(files.flatMap((file) => pattern.exec(file)?.[1] ?? []))].sort();

describe('before its first event', () => {
  // What it needs for every event. Others are loaded when they are first called: EC2's client is larger than all of on-alert.
  it.each<readonly [name: string, clients: readonly string[]]>([
    ['on-cloudtrail-event', ['dynamodb', 'sns']],
    ['on-log-object', ['dynamodb', 's3', 'sns']],
    ['on-schedule', ['dynamodb', 'sns']],
    ['on-alert', ['dynamodb', 'kms', 'sns', 'ssm', 'sts']],
    ['on-request', ['dynamodb', 'kms', 'sns', 'ssm', 'sts']],
  ])('%s loads the clients that every event needs, and no other', async (name, clients) => {
    const files = await sourcesAtStart(name);
    expect(packagesIn(files, /node_modules\/@aws-sdk\/client-([^/]+)\//)).toEqual(clients);
    // Neither parsers of rules and settings, nor other sources of credentials.
    expect(packagesIn(files, /node_modules\/(yaml|ajv|string-width|@aws-sdk\/credential-provider-[^/]+)\//)).toEqual(
      [],
    );
  });
});
