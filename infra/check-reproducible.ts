// Whether a release can be made again: packages this tree twice, in folders of different names and in different time zones, and compares
// what would be published, byte for byte. `npm run release:check`.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './paths.ts';

const circumstances = [
  { folder: 'a', TZ: 'UTC' },
  { folder: 'another-name', TZ: 'Pacific/Kiritimati' },
];

const scratch = mkdtempSync(path.join(tmpdir(), 'trailguard-release-'));
try {
  for (const { folder } of circumstances) copyTree(path.join(scratch, folder));
  const [first, second] = circumstances.map(build);
  const names = [...new Set([...(first?.keys() ?? []), ...(second?.keys() ?? [])])].sort();
  const differing = names.filter((name) => first?.get(name) !== second?.get(name));
  for (const name of names) console.log(`${differing.includes(name) ? 'DIFFERS' : first?.get(name)}  ${name}`);
  console.log(`${names.length} files, ${differing.length} differ`);
  process.exitCode = names.length > 0 && differing.length === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true });
}

/** @returns SHA-256 of each file to be published, by name */
function build({ folder, TZ }: (typeof circumstances)[number]): ReadonlyMap<string, string> {
  const copy = path.join(scratch, folder);
  const run = (command: string, ...args: readonly string[]): void => {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: copy,
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  };
  run('node_modules/.bin/tsx', 'infra/package.ts');
  run('node_modules/.bin/tsx', 'infra/build.ts', 'cli');
  run('npm', 'pack', '--ignore-scripts', '--silent');
  return new Map(
    ['.', '.serverless', 'dist']
      .flatMap((place) => filesOf(copy, place, place === 'dist'))
      .filter((file) => /\.(zip|tgz)$|\.cdx\.json$|-update-stack\.json$/.test(file))
      .map((file) => [file, hashOf(path.join(copy, file))]),
  );
}

function hashOf(file: string): string {
  const bytes = readFileSync(file);
  const hash = createHash('sha256');
  if (!file.endsWith('-update-stack.json')) return hash.update(bytes).digest('hex');
  // The framework names the folder that a deployment uploads to by the time.
  return hash.update(bytes.toString('utf8').replace(/\d{13}-[\d-]{10}T[\d:.]+Z/g, '')).digest('hex');
}

/** What git would have, and the installed packages as hard links: bundles name their sources by where they really are. */
function copyTree(copy: string): void {
  const list = (...what: readonly string[]): readonly string[] =>
    execFileSync('git', ['ls-files', '-z', ...what], { cwd: root, encoding: 'utf8' }).split('\0');
  const deleted = new Set(list('--deleted'));
  for (const file of list('--cached', '--others', '--exclude-standard')) {
    if (file !== '' && !deleted.has(file)) cpSync(path.join(root, file), path.join(copy, file));
  }
  linkFolder(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
}

function linkFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isSymbolicLink()) cpSync(source, target, { verbatimSymlinks: true });
    else if (entry.isFile()) linkSync(source, target);
    // What tools keep for themselves would be written to through the links.
    else if (entry.name !== '.cache') linkFolder(source, target);
  }
}

function filesOf(copy: string, place: string, isDeep: boolean): readonly string[] {
  return readdirSync(path.join(copy, place), { recursive: isDeep, encoding: 'utf8' }).map((name) =>
    path.join(place, name),
  );
}
