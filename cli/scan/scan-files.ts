import { Worker } from 'node:worker_threads';
import { createPipeline } from '#shared/pipeline.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import type { InputFile } from '../input/find-inputs.ts';
import { scanFile } from './scan-file.ts';
import type { ScanResult, TimeRange } from './scan-result.ts';
import { createScanThread, type ScanThread } from './scan-thread.ts';
import type { ScanWorkerData } from './scan-worker.ts';

export interface ScanFilesOptions {
  readonly pack: RulePack;
  readonly range: TimeRange;
  /** Threads to read with; with one, this thread does it all. */
  readonly jobs: number;
  /** The worker's script; needed for more than one job. */
  readonly workerScript: URL;
}

/** Scan files, several at a time, and yield their results in the order of the files, whichever is ready first. */
export async function* scanFiles(
  files: readonly InputFile[],
  { pack, range, jobs, workerScript }: ScanFilesOptions,
): AsyncGenerator<{ readonly file: InputFile; readonly result: ScanResult }> {
  const threads = Math.min(jobs, files.length);
  if (threads <= 1) {
    const pipeline = createPipeline(pack);
    for (const file of files) yield { file, result: await scanFile(pipeline, file, range) };
    return;
  }
  const workerData: ScanWorkerData = { pack, range };
  const pool = Array.from({ length: threads }, () => createScanThread(() => new Worker(workerScript, { workerData })));
  try {
    yield* inOrder(files, pool);
  } finally {
    await Promise.all(pool.map((thread) => thread.stop()));
  }
}

/** Results that may wait for their turn, per thread: a slow file must not let the others fill the memory. */
const aheadPerThread = 16;

async function* inOrder(
  files: readonly InputFile[],
  pool: readonly ScanThread[],
): AsyncGenerator<{ readonly file: InputFile; readonly result: ScanResult }> {
  const idle = [...pool];
  const running = new Map<number, Promise<ScanResult>>();
  let next = 0;
  const start = (): void => {
    while (next < files.length && running.size < pool.length * aheadPerThread) {
      const thread = idle.pop();
      const file = files[next];
      if (thread === undefined || file === undefined) return;
      running.set(
        next,
        thread.scan(file).finally(() => {
          idle.push(thread);
          start();
        }),
      );
      next += 1;
    }
  };
  start();
  for (const [position, file] of files.entries()) {
    const result = await running.get(position);
    running.delete(position);
    start();
    if (result !== undefined) yield { file, result };
  }
}
