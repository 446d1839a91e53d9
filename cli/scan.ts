import { availableParallelism } from 'node:os';
import { readStream } from '#shared/cloudtrail/read-stream.ts';
import type { GroupedEntry } from '#shared/correlate/group-entries.ts';
import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import { type Level, levelRank } from '#shared/model/rule.ts';
import { createPipeline, type Pipeline } from '#shared/pipeline.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { painterFor } from './format/paint.ts';
import { findInputs, type InputFile } from './input/find-inputs.ts';
import type { Io } from './io.ts';
import { loadSelectedRules } from './rules/load-selected-rules.ts';
import { openOutputFile } from './scan/output-file.ts';
import { createProgress } from './scan/progress.ts';
import { noteBrokenRead } from './scan/scan-file.ts';
import { scanFiles } from './scan/scan-files.ts';
import { createItemScanner } from './scan/scan-items.ts';
import { parseScanOptions, type ScanOptions } from './scan/scan-options.ts';
import type { ScanResult, TimeRange } from './scan/scan-result.ts';
import { createScanSink, type ScanTally } from './scan/scan-sink.ts';
import { addProblems, addResult, describeReadProblems, describeSummary, emptySummary } from './scan/summary.ts';

export const scanHelp: string = `trailguard scan PATH…    find what should never have happened, in logs on disk

PATH is a file, a folder, or - for standard input: CloudTrail log files as AWS delivers them, plain or gzip, and any
other form that records travel in (JSON lines, EventBridge events, LookupEvents output, CloudWatch Logs exports).

  --rules DIR        more rules, a folder or a file; may be repeated
  --no-builtin       only the rules given with --rules or by settings
  --settings FILE    what runs and what becomes of it, such as trailguard.yml
  --format FORMAT    table (default), ndjson (an alert a line), detections (a line for each rule and record)
  --output FILE      write the results there instead of to standard output
  --min-level LEVEL  leave out alerts below informational, low, medium, high or critical
  --fail-on LEVEL    end with 1 if there is an alert at this level or above; rules that are only observed do not count
  --since TIME       only records from then on: 2026-03-05, 2026-03-05T02:00Z, or 90m, 24h, 7d ago
  --until TIME       only records up to then
  --jobs N           threads to read with; default: by size, at most one for each processor
  --quiet            no progress and no summary; problems are still named

Ends with 0 when done, 1 by --fail-on, 2 on bad usage, rules or settings, 3 when some input could not be read.
`;

/** Read logs, and show the alerts that the rules make of them. */
export async function scan(args: readonly string[], io: Io): Promise<ExitCode> {
  const options = parseScanOptions(args, io);
  const { pack } = await loadSelectedRules(options.rules);
  const startedMs = io.now();
  const pipeline = createPipeline(pack);
  const inputs = findInputs(options.paths.filter((path) => path !== '-'));
  const summary = { ...emptySummary(), passedOver: inputs.passedOver };
  addProblems(summary, inputs.problems);
  const tally: ScanTally = { alerts: new Map(), observed: new Map() };
  const file = options.output === undefined ? undefined : openOutputFile(options.output, inputs.files);
  const sink = createScanSink(pipeline, { ...options, output: file ?? io.stdout, tally });
  const entries: GroupedEntry[] = [];

  try {
    for await (const { sizeBytes, result } of scanInputs(inputs.files, options, { pack, pipeline, io })) {
      addResult(summary, sizeBytes, result);
      for (const found of result.findings) {
        sink.takeFindings(found);
        for (const entry of found.entries) entries.push(entry);
      }
    }
    const state = { store: createMemoryCorrelationStore(), agenda: createMemoryAgenda(), now: io.now };
    for (const alert of await pipeline.alertsOfEpisodes(entries, state)) sink.takeEpisode(alert);
    sink.finish();
  } finally {
    file?.close();
  }

  const paint = painterFor(io.stderr);
  if (!options.quiet) io.stderr.write(describeSummary(summary, tally, io.now() - startedMs, paint));
  io.stderr.write(describeReadProblems(summary, paint));
  if (options.failOn !== undefined && hasAlertAt(tally, options.failOn)) return exitCode.found;
  return summary.problems.length > 0 ? exitCode.unreadable : exitCode.done;
}

/** The results of standard input, if it is asked for, and of every file, with progress shown where it does not disturb. */
async function* scanInputs(
  files: readonly InputFile[],
  options: ScanOptions,
  { pack, pipeline, io }: { readonly pack: RulePack; readonly pipeline: Pipeline; readonly io: Io },
): AsyncGenerator<{ readonly sizeBytes: number; readonly result: ScanResult }> {
  if (options.paths.includes('-')) {
    yield { sizeBytes: 0, result: await scanStandardInput(pipeline, io, options.range) };
  }
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  // Results that are written as they are found share the screen with it, through a pipe too.
  const hasScreen = !options.quiet && (options.format === 'table' || options.output !== undefined);
  const progress = hasScreen ? createProgress(io.stderr, { files: files.length, sizeBytes }, io.now) : undefined;
  const jobs = options.jobs ?? worthwhileJobs(sizeBytes);
  for await (const { file, result } of scanFiles(files, { pack, range: options.range, jobs, workerScript })) {
    progress?.advance({ sizeBytes: file.sizeBytes, records: result.counts.records });
    yield { sizeBytes: file.sizeBytes, result };
  }
  progress?.clear();
}

/** Beside the bundle; see `infra/build.ts`. */
const workerScript = new URL('./scan-worker.mjs', import.meta.url);

/** A thread takes longer to start than to read a few megabytes. */
function worthwhileJobs(sizeBytes: number): number {
  return Math.min(availableParallelism(), 1 + Math.floor(sizeBytes / bytesWorthAThread));
}

const bytesWorthAThread = 4 * 1024 * 1024;

async function scanStandardInput(pipeline: Pipeline, io: Io, range: TimeRange): Promise<ScanResult> {
  const scanner = createItemScanner(pipeline, range);
  const source = 'standard input';
  try {
    for await (const item of readStream(io.stdin, source)) scanner.take(item);
  } catch (error) {
    noteBrokenRead(scanner, source, error);
  }
  return scanner.result();
}

function hasAlertAt({ alerts, observed }: ScanTally, level: Level): boolean {
  const isTold = ([severity, count]: readonly [Level, number]): boolean => count > (observed.get(severity) ?? 0);
  return [...alerts].some((counted) => isTold(counted) && levelRank(counted[0]) >= levelRank(level));
}
