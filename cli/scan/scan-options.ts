import type { Level } from '#shared/model/rule.ts';
import { parseArguments, parseChoice, parseCount, parseLevel, parseMoment } from '../arguments.ts';
import type { Io } from '../io.ts';
import { type RuleSelection, ruleOptions, selectRules } from '../rules/rule-selection.ts';
import { UsageError } from '../usage-error.ts';
import type { TimeRange } from './scan-result.ts';
import { type ScanFormat, scanFormats } from './scan-sink.ts';

/** What a command line asks of a scan. */
export interface ScanOptions {
  /** Files and folders; `-` is standard input. */
  readonly paths: readonly string[];
  readonly rules: RuleSelection;
  readonly format: ScanFormat;
  /** File to write the results to; standard output when absent. */
  readonly output?: string;
  readonly minLevel: Level;
  readonly failOn?: Level;
  readonly range: TimeRange;
  /** Threads asked for. */
  readonly jobs?: number;
  readonly quiet: boolean;
}

/** Read what the arguments of `scan` ask for.
 * @throws {UsageError} what they ask for cannot be done */
export function parseScanOptions(args: readonly string[], io: Io): ScanOptions {
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
  checkPaths(positionals);
  return {
    paths: positionals,
    rules: selectRules(values, io.builtinRules),
    format: parseChoice('format', values.format, scanFormats),
    ...(values.output !== undefined && { output: values.output }),
    minLevel: parseLevel('min-level', values['min-level']),
    ...(values['fail-on'] !== undefined && { failOn: parseLevel('fail-on', values['fail-on']) }),
    range: parseRange(values, io.now()),
    ...(values.jobs !== undefined && { jobs: parseCount('jobs', values.jobs, 256) }),
    quiet: values.quiet,
  };
}

function checkPaths(paths: readonly string[]): void {
  if (paths.length === 0) throw new UsageError('name what to scan: trailguard scan PATH… (- for standard input)');
  const cloud = paths.find((path) => path.startsWith('s3://'));
  if (cloud !== undefined) {
    throw new UsageError(`${cloud} cannot be read in place yet: fetch it first with aws s3 sync`);
  }
}

function parseRange(
  values: { readonly since?: string | undefined; readonly until?: string | undefined },
  nowMs: number,
): TimeRange {
  const range = {
    ...(values.since !== undefined && { sinceMs: parseMoment('since', values.since, nowMs) }),
    ...(values.until !== undefined && { untilMs: parseMoment('until', values.until, nowMs) }),
  };
  if (range.sinceMs !== undefined && range.untilMs !== undefined && range.sinceMs > range.untilMs) {
    throw new UsageError('--since lies after --until: no record can be between them');
  }
  return range;
}
