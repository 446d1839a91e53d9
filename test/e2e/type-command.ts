import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { bundleCli } from '../../infra/bundle-cli.ts';
import { root } from '../../infra/paths.ts';
import type { Account } from './account.ts';

/** Build the command line as people get it. */
export { bundleCli as buildCommandLine };

/** Type a command that Trailguard told, as it was told.
 * @returns what it wrote
 * @throws Error it did not end well */
export async function typeCommand(command: string, { endpoint, id }: Account): Promise<string> {
  const [name, ...args] = command.split(' ');
  if (name !== 'trailguard') throw new Error(`not a command of ours: ${command}`);
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: id,
    AWS_SECRET_ACCESS_KEY: 'none',
    // What the command names is enough to find the deployment.
    AWS_REGION: '',
  };
  const script = path.join(root, 'dist', 'cli', 'trailguard.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { env });
  return stdout;
}
