import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scanFiles } from '#cli/scan/scan-files.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-threads-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What comes of scanning the files `names` on two threads, where reading the file `bad` ends its thread as `end` says. */
async function scan(names: readonly string[], end: string) {
  const script = join(folder, 'worker.mjs');
  writeFileSync(
    script,
    `import { parentPort } from 'node:worker_threads';
     const result = { findings: [], problems: [], setAside: {}, counts: { records: 1, outOfRange: 0 } };
     parentPort.on('message', ({ path }) => {
       if (path === 'bad') { ${end} }
       setTimeout(() => parentPort.postMessage(result), path === 'slow' ? 200 : 0);
     });`,
  );
  const found: [string, number, string | undefined][] = [];
  const files = names.map((path) => ({ path, sizeBytes: 1 }));
  const pack = { version: 1, rules: [], correlations: [], dedupWindowMs: 1 } as const;
  for await (const { file, result } of scanFiles(files, {
    pack,
    range: {},
    jobs: 2,
    workerScript: pathToFileURL(script),
  })) {
    found.push([file.path, result.counts.records, result.problems[0]?.message]);
  }
  return found;
}

describe('several threads', () => {
  it('give results in the order of the files', async () => {
    expect(await scan(['slow', 'a', 'b', 'c'], '')).toEqual([
      ['slow', 1, undefined],
      ['a', 1, undefined],
      ['b', 1, undefined],
      ['c', 1, undefined],
    ]);
  });

  it.each([
    ['ends', 'process.exit(7);', 'exit code 7'],
    ['throws', "throw new Error('a fault');", 'a fault'],
  ])('a thread that %s costs its file, which is named, and no other', async (_, end, why) => {
    expect(await scan(['slow', 'bad', 'a', 'bad', 'b'], end)).toEqual([
      ['slow', 1, undefined],
      ['bad', 0, expect.stringContaining(why)],
      ['a', 1, undefined],
      ['bad', 0, expect.stringContaining(why)],
      ['b', 1, undefined],
    ]);
  });
});
