import { rmSync, writeFileSync } from 'node:fs';
import { ResponseStoreError } from '#shared/ports/response-store.ts';

/** Do something to a file while no other process does: `<path>.lock` is there meanwhile. Whoever finds it waits for a second.
 *
 * A lock that is older than that was left by a process that was killed. It is for people to say so: what breaks locks by itself breaks
 * good ones, too.
 * @throws {ResponseStoreError} the lock cannot be had: nothing was done */
export async function withFileLock<Result>(
  path: string,
  run: () => Promise<Result>,
  patience: { readonly tries: number; readonly pauseMs: number } = { tries: 20, pauseMs: 50 },
): Promise<Result> {
  const lock = `${path}.lock`;
  await take(lock, patience);
  try {
    return await run();
  } finally {
    rmSync(lock, { force: true });
  }
}

async function take(
  lock: string,
  { tries, pauseMs }: { readonly tries: number; readonly pauseMs: number },
): Promise<void> {
  for (let left = tries; ; left -= 1) {
    try {
      writeFileSync(lock, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
      return;
    } catch (error) {
      if (!isThereAlready(error)) {
        const why = error instanceof Error ? error.message : String(error);
        throw new ResponseStoreError(`${lock} cannot be written: ${why}`, { cause: error });
      }
      if (left === 0) {
        const hint = 'if no other command is at these plans, one that was killed has left it: delete it and try again';
        throw new ResponseStoreError(`${lock} is there: ${hint}`, { cause: error });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

function isThereAlready(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
