import type { Worker } from 'node:worker_threads';
import type { InputFile } from '../input/find-inputs.ts';
import type { ScanResult } from './scan-result.ts';

/** A thread that scans one file at a time. */
export interface ScanThread {
  /** Scan a file. It never rejects: where the thread ends before it answers, the result is a problem that says so. */
  scan(file: InputFile): Promise<ScanResult>;
  stop(): Promise<unknown>;
}

/** Make a thread. One that ends on its way (out of memory, a fault) costs the file it had: another worker takes its place. */
export function createScanThread(startWorker: () => Worker): ScanThread {
  let worker: Worker | undefined;
  return {
    scan: (file) =>
      new Promise((resolve) => {
        const current = worker ?? startWorker();
        worker = current;
        let why: unknown;
        const settle = (result: ScanResult): void => {
          current.off('message', settle).off('error', onError).off('exit', onExit);
          resolve(result);
        };
        // "exit" always follows.
        const onError = (error: unknown): void => {
          why = error;
        };
        const onExit = (code: number): void => {
          worker = undefined;
          settle(unfinished(file, why ?? `exit code ${code}`));
        };
        current.on('message', settle).on('error', onError).on('exit', onExit);
        current.postMessage(file);
      }),
    stop: async () => worker?.terminate(),
  };
}

function unfinished(file: InputFile, why: unknown): ScanResult {
  const problem = {
    source: file.path,
    message: `was not read to its end, its thread broke down: ${why instanceof Error ? why.message : String(why)}`,
    hint: 'nothing of it is in the results: scan it by itself; if that fails too, please report what it shows',
  };
  return { findings: [], problems: [problem], setAside: {}, counts: { records: 0, outOfRange: 0 } };
}
