import { parentPort, workerData } from 'node:worker_threads';
import { createPipeline } from '#shared/pipeline.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import type { InputFile } from '../input/find-inputs.ts';
import { scanFile } from './scan-file.ts';
import type { TimeRange } from './scan-result.ts';

/** What a worker is given at its start. */
export interface ScanWorkerData {
  readonly pack: RulePack;
  readonly range: TimeRange;
}

// A thread of the scan: it takes one file at a time and answers with its result.
const { pack, range } = workerData as ScanWorkerData;
const pipeline = createPipeline(pack);
parentPort?.on('message', (file: InputFile) => {
  void scanFile(pipeline, file, range).then((result) => parentPort?.postMessage(result));
});
