import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { startMiniStack } from '../contract/emulator.ts';
import { type Account, openAccount } from './account.ts';
import { type AccountBlockServer, startAccountBlockServer } from './account-block-server.ts';
import { type AddedEnvironment, deploy, type Stack } from './deploy.ts';
import { type Inbox, openInbox } from './inbox.ts';

/** Trailguard as deployed, in an account of its own, with somebody who hears of its alerts. */
export interface Deployment {
  readonly account: Account;
  readonly accountBlock: AccountBlockServer;
  readonly stack: Stack;
  readonly inbox: Inbox;
  /** End every process, and remove every file. */
  stop(): Promise<void>;
}

/** The account that everything happens in. */
export const accountId = '123456789012';

/** Start MiniStack and deploy what was packaged. If that fails, nothing is left.
 * @param added to the functions' environment; `NODE_OPTIONS` are put behind those that are there */
export async function startDeployment(added: AddedEnvironment = {}): Promise<Deployment> {
  const endings: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of endings.splice(0).reverse()) await end();
  };
  try {
    const folder = mkdtempSync(path.join(tmpdir(), 'trailguard-e2e-'));
    endings.push(async () => rmSync(folder, { recursive: true, force: true }));
    const accountBlock = await startAccountBlockServer();
    endings.push(accountBlock.stop);
    // What MiniStack unpacks it leaves behind.
    vi.stubEnv('TMPDIR', folder);
    // Every call is then checked against the policies of the role that makes it.
    vi.stubEnv('AUTH', 'true');
    const emulator = await startMiniStack();
    endings.push(emulator.stop);
    const account = openAccount(emulator.endpoint, accountId);
    const { NODE_OPTIONS = '', ...others } = added;
    const stack = await deploy(account, {
      ...others,
      AWS_ENDPOINT_URL_S3_CONTROL: accountBlock.endpoint,
      NODE_OPTIONS: `--require=${path.join(import.meta.dirname, 'resolve-localhost.cjs')} ${NODE_OPTIONS}`.trim(),
    });
    return { account, accountBlock, stack, inbox: await openInbox(account, stack('AlertTopic')), stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    vi.unstubAllEnvs();
  }
}
