import { Worker } from 'node:worker_threads';
import { createPipeline } from '#shared/pipeline.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import type { InputFile } from '../input/find-inputs.ts';
import { scanFile } from './scan-file.ts';
import type { ScanResult, TimeRange } from './scan-result.ts';
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
  const workers = Array.from({ length: threads }, () => new Worker(workerScript, { workerData }));
  try {
    yield* inOrder(files, workers);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Results that may wait for their turn, per thread: a slow file must not let the others fill the memory. */
const aheadPerThread = 16;

async function* inOrder(
  files: readonly InputFile[],
  workers: readonly Worker[],
): AsyncGenerator<{ readonly file: InputFile; readonly result: ScanResult }> {
  const idle = [...workers];
  const running = new Map<number, Promise<ScanResult>>();
  let next = 0;
  const start = (): void => {
    while (next < files.length && running.size < workers.length * aheadPerThread) {
      const worker = idle.pop();
      const file = files[next];
      if (worker === undefined || file === undefined) return;
      running.set(
        next,
        ask(worker, file).finally(() => {
          idle.push(worker);
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

function ask(worker: Worker, file: InputFile): Promise<ScanResult> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
    };
    const onMessage = (result: ScanResult): void => {
      settle();
      resolve(result);
    };
    const onError = (error: unknown): void => {
      settle();
      reject(error);
    };
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(file);
  });
}
