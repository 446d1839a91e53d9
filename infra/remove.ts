// Takes a deployment down, and says what stays of it: npm run remove -- --stage STAGE --region REGION
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './paths.ts';
import { whatStays } from './what-stays.ts';

const osls = path.join(root, 'node_modules', '.bin', 'osls');
const args = process.argv.slice(2);

// Before, for a stack that is gone has no outputs. Where there is none, osls remove is the one to say so.
const info = spawnSync(osls, ['info', '--verbose', ...args], { cwd: root, encoding: 'utf8' });
try {
  execFileSync(osls, ['remove', ...args], { cwd: root, stdio: 'inherit' });
  process.stdout.write(`\n${whatStays(stackOutputs(info.stdout))}`);
} catch {
  // osls has said why.
  process.exitCode = 1;
}

/** What `osls info --verbose` lists under "Stack Outputs". */
function stackOutputs(text: string): Readonly<Record<string, string>> {
  const [, listed = ''] = text.split('Stack Outputs:');
  return Object.fromEntries(
    [...listed.matchAll(/^ {2}(\w+): (\S+)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}
