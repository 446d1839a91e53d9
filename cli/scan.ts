import { availableParallelism } from 'node:os';
import { readStream } from '#shared/cloudtrail/read-stream.ts';
import type { GroupedEntry } from '#shared/correlate/group-entries.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import { type Level, levelRank } from '#shared/model/rule.ts';
import { createPipeline, type Pipeline } from '#shared/pipeline.ts';
import { parseArguments, parseChoice, parseCount, parseLevel, parseMoment } from './arguments.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { painterFor } from './format/paint.ts';
import { findInputs } from './input/find-inputs.ts';
import type { Io } from './io.ts';
import { loadRules, ruleOptions, selectRules } from './rules/load-rules.ts';
import { openOutputFile } from './scan/output-file.ts';
import { createProgress } from './scan/progress.ts';
import { noteBrokenRead } from './scan/scan-file.ts';
import { scanFiles } from './scan/scan-files.ts';
import { createItemScanner } from './scan/scan-items.ts';
import type { ScanResult, TimeRange } from './scan/scan-result.ts';
import { createScanSink, type ScanTally, scanFormats } from './scan/scan-sink.ts';
import { addProblems, addResult, describeReadProblems, describeSummary, emptySummary } from './scan/summary.ts';
import { UsageError } from './usage-error.ts';

export const scanHelp: string = `trailguard scan PATH…    find what should never have happened, in logs on disk

PATH is a file, a folder, or - for standard input: CloudTrail log files as AWS delivers them, plain or gzip, and any
other form that records travel in (JSON lines, EventBridge events, LookupEvents output, CloudWatch Logs exports).

  --rules DIR        more rules, a folder or a file; may be repeated
  --no-builtin       only the rules given with --rules
  --format FORMAT    table (default), ndjson (an alert a line), detections (a line for each rule and record)
  --output FILE      write the results there instead of to standard output
  --min-level LEVEL  leave out alerts below informational, low, medium, high or critical
  --fail-on LEVEL    end with 1 if there is an alert at this level or above
  --since TIME       only records from then on: 2026-03-05, 2026-03-05T02:00Z, or 90m, 24h, 7d ago
  --until TIME       only records up to then
  --jobs N           threads to read with; default: by size, at most one for each processor
  --quiet            no progress and no summary; problems are still named

Ends with 0 when done, 1 by --fail-on, 2 on bad usage or rules, 3 when some input could not be read.
`;

/** Read logs, and show the alerts that the rules make of them. */
export async function scan(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    ...ruleOptions,
    format: { type: 'string', default: 'table' },
    output: { type: 'string' },
    'min-level': { type: 'string', default: 'informational' },
    'fail-on': { type: 'string' },
    since: { type: 'string' },
    until: { type: 'string' },
    jobs: { type: 'string' },
    quiet: { type: 'boolean', default: false },
  });
  if (positionals.length === 0) throw new UsageError('name what to scan: trailguard scan PATH… (- for standard input)');
  const cloud = positionals.find((path) => path.startsWith('s3://'));
  if (cloud !== undefined)
    throw new UsageError(`${cloud} cannot be read in place yet: fetch it first with aws s3 sync`);
  const format = parseChoice('format', values.format, scanFormats);
  const minLevel = parseLevel('min-level', values['min-level']);
  const failOn = values['fail-on'] === undefined ? undefined : parseLevel('fail-on', values['fail-on']);
  const askedJobs = values.jobs === undefined ? undefined : parseCount('jobs', values.jobs, 256);
  const range = parseRange(values, io);
  const pack = loadRules(selectRules(values, io.builtinRules));

  const startedMs = io.now();
  const pipeline = createPipeline(pack);
  const inputs = findInputs(positionals.filter((path) => path !== '-'));
  const summary = { ...emptySummary(), passedOver: inputs.passedOver };
  addProblems(summary, inputs.problems);
  const tally: ScanTally = { alerts: new Map() };
  const file = values.output === undefined ? undefined : openOutputFile(values.output, inputs.files);
  const output = file ?? io.stdout;
  const sink = createScanSink(pipeline, { format, output, minLevel, tally });
  const entries: GroupedEntry[] = [];
  const take = (sizeBytes: number, result: ScanResult): void => {
    addResult(summary, sizeBytes, result);
    for (const found of result.findings) {
      sink.takeFindings(found);
      for (const entry of found.entries) entries.push(entry);
    }
  };

  try {
    if (positionals.includes('-')) take(0, await scanStandardInput(pipeline, io, range));
    const sizeBytes = inputs.files.reduce((sum, file) => sum + file.sizeBytes, 0);
    const jobs = askedJobs ?? worthwhileJobs(sizeBytes);
    // Results that are written as they are found share the screen with it, through a pipe too.
    const hasScreen = !values.quiet && (format === 'table' || file !== undefined);
    const progress = !hasScreen
      ? undefined
      : createProgress(io.stderr, { files: inputs.files.length, sizeBytes }, io.now);
    for await (const { file: input, result } of scanFiles(inputs.files, { pack, range, jobs, workerScript })) {
      progress?.advance({ sizeBytes: input.sizeBytes, records: result.counts.records });
      take(input.sizeBytes, result);
    }
    progress?.clear();
    for (const alert of await pipeline.alertsOfEpisodes(entries, createMemoryCorrelationStore())) {
      sink.takeEpisode(alert);
    }
    sink.finish();
  } finally {
    file?.close();
  }

  const paint = painterFor(io.stderr);
  if (!values.quiet) io.stderr.write(describeSummary(summary, tally, io.now() - startedMs, paint));
  io.stderr.write(describeReadProblems(summary, paint));
  if (failOn !== undefined && hasAlertAt(tally, failOn)) return exitCode.found;
  return summary.problems.length > 0 ? exitCode.unreadable : exitCode.done;
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

function parseRange(
  values: { readonly since?: string | undefined; readonly until?: string | undefined },
  io: Io,
): TimeRange {
  const nowMs = io.now();
  const range = {
    ...(values.since !== undefined && { sinceMs: parseMoment('since', values.since, nowMs) }),
    ...(values.until !== undefined && { untilMs: parseMoment('until', values.until, nowMs) }),
  };
  if (range.sinceMs !== undefined && range.untilMs !== undefined && range.sinceMs > range.untilMs) {
    throw new UsageError('--since lies after --until: no record can be between them');
  }
  return range;
}

function hasAlertAt({ alerts }: ScanTally, level: Level): boolean {
  return [...alerts].some(([severity, count]) => count > 0 && levelRank(severity) >= levelRank(level));
}
