import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const here = import.meta.dirname;
// Not in the project: packaging walks every folder of it.
const { XDG_CACHE_HOME: caches = path.join(homedir(), '.cache') } = process.env;
const cache = path.join(caches, 'trailguard');

/** The folder of the programs of a Python virtual environment with what a file of requirements asks for. It is made once for each
 * content of the file, in the user's folder for caches.
 * @throws Error there is no Python, or pip did not install it */
export function pythonEnvironment(requirements: string): string {
  const file = path.join(here, requirements);
  const version = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
  const folder = path.join(cache, `${path.basename(requirements, '.txt')}-${version}`);
  const done = path.join(folder, 'installed');
  if (!existsSync(done)) {
    rmSync(folder, { recursive: true, force: true });
    run('python3', ['-m', 'venv', folder], 'Python 3.10 or later with its venv module must be on the PATH');
    run(
      path.join(folder, 'bin', 'pip'),
      ['install', '--quiet', '--requirement', file],
      'pip must reach a package index',
    );
    writeFileSync(done, '');
  }
  return path.join(folder, 'bin');
}

function run(command: string, args: readonly string[], need: string): void {
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  } catch (cause) {
    throw new Error(`${command} ${args.join(' ')} failed. ${need}; or set AWS_ENDPOINT_URL to an emulator that runs.`, {
      cause,
    });
  }
}
