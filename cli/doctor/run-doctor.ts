import { printableJson } from '#shared/alert/printable-json.ts';
import { examine, type GroupFindings } from '#shared/doctor/examine.ts';
import type { FindingStatus } from '#shared/doctor/finding.ts';
import { gatherFacts } from '#shared/doctor/gather-facts.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';
import type { FactReader } from '#shared/ports/doctor/fact-reader.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { painterFor } from '../format/paint.ts';
import { safeText } from '../format/safe-text.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { version } from '../version.ts';
import { countStatuses } from './count-statuses.ts';
import { describeFindings } from './describe-findings.ts';

/** Opens what facts are read through. @param region the one that the environment names when absent */
export type OpenFactReader = (region: string | undefined) => Promise<FactReader>;

/** Check an account and, where a stage is named, its deployment. */
export async function runDoctor(args: readonly string[], io: Io, open: OpenFactReader): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    stage: { type: 'string' },
    region: { type: 'string' },
    format: { type: 'string' },
    'fail-on': { type: 'string', default: 'problem' },
  });
  if (positionals.length > 0) throw new UsageError('doctor takes options only: trailguard doctor --stage NAME');
  const format = parseChoice('format', values.format ?? (io.stdout.isTerminal ? 'table' : 'ndjson'), formats);
  const failOn = parseChoice('fail-on', values['fail-on'], ['warning', 'problem']);
  const stage = values.stage === undefined ? undefined : parseStage(values.stage);
  try {
    const reader = await open(values.region);
    const facts = await gatherFacts(reader, { stage, version, nowMs: io.now() });
    const groups = examine(facts);
    const findings = groups.flatMap((group) => group.findings);
    io.stdout.write(
      format === 'json'
        ? `${printableJson({ version, ...facts.place, ...(stage !== undefined && { stage }), findings })}\n`
        : render(groups, format, io),
    );
    io.stderr.write(`${countStatuses(findings)}\n`);
    return codeOf(new Set(findings.map(({ status }) => status)), failOn);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    io.stderr.write(`${painterFor(io.stderr).bad('trailguard:')} ${safeText(error.message)}\n`);
    return exitCode.unreadable;
  }
}

const formats = ['table', 'ndjson', 'json'] as const;

function render(groups: readonly GroupFindings[], format: 'table' | 'ndjson', io: Io): string {
  if (format === 'table') return describeFindings(groups, io.stdout);
  return groups.flatMap(({ findings }) => findings.map((finding) => `${printableJson(finding)}\n`)).join('');
}

/** A stage is a part of names of stacks.
 * @throws {UsageError} */
function parseStage(text: string): string {
  if (/^[A-Za-z0-9-]{1,100}$/.test(text)) return text;
  throw new UsageError(`--stage takes letters, digits and hyphens; "${text}" is no stage`);
}

function codeOf(statuses: ReadonlySet<FindingStatus>, failOn: 'warning' | 'problem'): ExitCode {
  if (statuses.has('problem') || (failOn === 'warning' && statuses.has('warning'))) return exitCode.found;
  return statuses.has('unknown') ? exitCode.unreadable : exitCode.done;
}
