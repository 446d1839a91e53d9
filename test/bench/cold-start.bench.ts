// What loading each function's bundle costs, as a ratio to a handler that is empty: whole processes, turn by turn, so that the machine's mood
// cancels out. In processor time, for that is what a small Lambda waits for, and what other work on the machine moves least; the time that
// passed stands beside it. What Lambda adds (its sandbox, the first calls of AWS) is in neither. `npm run bench:cold-start`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleEnvironment } from '../../infra/bundle-environment.ts';
import { filesAtStart } from '../../infra/files-at-start.ts';
import { root } from '../../infra/paths.ts';

interface Start {
  readonly cpuMs: number;
  readonly passedMs: number;
}

const rounds = Number(process.argv[2] ?? 15);
const dist = path.join(root, 'dist');
const names = readdirSync(dist).filter((name) => name.startsWith('on-'));
if (names.length === 0) throw new Error('dist holds no functions: npm run build -- functions');

const scratch = mkdtempSync(path.join(tmpdir(), 'trailguard-cold-start-'));
try {
  const empty = path.join(scratch, 'index.mjs');
  writeFileSync(empty, 'export const handler = async () => {};\n');
  const entryOf = (name: string): string => (name === 'empty' ? empty : path.join(dist, name, 'index.mjs'));

  const starts = new Map(['empty', ...names].map((name) => [name, [] as Start[]]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, taken] of starts) {
      const start = startOnce(entryOf(name));
      // The first round fills the file system's cache.
      if (round >= 0) taken.push(start);
    }
  }

  const emptyStarts = starts.get('empty') ?? [];
  console.log(
    `Node ${process.version}, ${process.arch}, median of ${rounds} starts; an empty handler: ${median(emptyStarts.map(({ cpuMs }) => cpuMs)).toFixed(0)} ms`,
  );
  for (const name of names) {
    const taken = starts.get(name) ?? [];
    const cpu = ratios(taken, emptyStarts, 'cpuMs');
    const entry = entryOf(name);
    const folder = path.dirname(entry);
    const code = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
    const loaded = sizeKB(await filesAtStart(entry));
    const all = sizeKB(code.map((file) => path.join(folder, file)));
    console.log(
      `${name.padEnd(20)} ${median(cpu).toFixed(2)} × empty (${Math.min(...cpu).toFixed(2)} to ${Math.max(...cpu).toFixed(2)})` +
        `, ${median(taken.map(({ cpuMs }) => cpuMs)).toFixed(0)} ms; time passed ${median(ratios(taken, emptyStarts, 'passedMs')).toFixed(2)} ×;` +
        ` loads ${loaded} of ${all} kB`,
    );
  }
} finally {
  rmSync(scratch, { recursive: true });
}

/** Start Node on a module as the deployed functions are started (NODE_OPTIONS in serverless.yml), and let it say what that took. */
function startOnce(entry: string): Start {
  const script = `const { handler } = await import(${JSON.stringify(pathToFileURL(entry).href)});
    const { user, system } = process.cpuUsage();
    if (typeof handler === 'function') console.log(JSON.stringify({ cpuMs: (user + system) / 1000, passedMs: performance.now() }));`;
  const args = ['--enable-source-maps', '--input-type=module', '--eval', script];
  const { stdout, stderr } = spawnSync(process.execPath, args, { env: bundleEnvironment, encoding: 'utf8' });
  if (stdout === '') throw new Error(`${entry} does not load: ${stderr}`);
  return JSON.parse(stdout);
}

/** Of each round by itself. */
function ratios(taken: readonly Start[], base: readonly Start[], what: keyof Start): readonly number[] {
  return taken.map((start, round) => start[what] / (base[round]?.[what] ?? start[what]));
}

function sizeKB(files: readonly string[]): string {
  return (files.reduce((sum, file) => sum + statSync(file).size, 0) / 1000).toFixed(0);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
