import { printableJson } from '#shared/alert/printable-json.ts';
import { trailChecks } from '#shared/doctor/checks/trail-checks.ts';
import type { DoctorFacts } from '#shared/doctor/doctor-facts.ts';
import type { Finding } from '#shared/doctor/finding.ts';
import { gatherTrails } from '#shared/doctor/gather-trails.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';
import type { TrailFacts } from '#shared/ports/doctor/trail-facts.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import type { OpenFactReader } from '../doctor/run-doctor.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { painterFor } from '../format/paint.ts';
import { safeText } from '../format/safe-text.ts';
import { renderTable } from '../format/table.ts';
import type { Io, Output } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { version } from '../version.ts';

/** A trail and what the checks say of it. */
interface CheckedTrail {
  readonly trail: TrailFacts;
  readonly findings: readonly Finding[];
}

/** Show the trails that record a region, each with what it lacks. */
export async function showTrails(args: readonly string[], io: Io, open: OpenFactReader): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, { region: { type: 'string' }, format: { type: 'string' } });
  if (positionals.length > 0) throw new UsageError('trail status takes options only: trailguard trail status');
  const format = parseChoice('format', values.format ?? (io.stdout.isTerminal ? 'table' : 'ndjson'), [
    'table',
    'ndjson',
  ]);
  try {
    const reader = await open(values.region);
    const trails = await gatherTrails(reader);
    if (!trails.ok) return tell(trails.why, io, exitCode.unreadable);
    const facts = { place: reader.place, nowMs: io.now(), version };
    const checked = trails.value.map((trail) => check(trail, facts));
    if (checked.length === 0) return tell(`no trail records ${reader.place.region}`, io, exitCode.found);
    io.stdout.write(format === 'table' ? drawTrails(checked, io.stdout) : checked.map(lineOf).join(''));
    return codeOf(checked);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return tell(error.message, io, exitCode.unreadable);
  }
}

/** Each trail by itself, whichever the others are. */
function check(trail: TrailFacts, facts: Pick<DoctorFacts, 'place' | 'nowMs' | 'version'>): CheckedTrail {
  return { trail, findings: trailChecks.examine({ ...facts, trails: { ok: true, value: [trail] } }) };
}

function codeOf(checked: readonly CheckedTrail[]): ExitCode {
  if (checked.some(({ findings }) => findings.some(({ status }) => status === 'unknown'))) return exitCode.unreadable;
  const isAnyOn = checked.some(({ trail: { status } }) => status.ok && status.value?.isLogging === true);
  return isAnyOn ? exitCode.done : exitCode.found;
}

function lineOf({ trail, findings }: CheckedTrail): string {
  const { status: _, selectors: __, ...settings } = trail;
  return `${printableJson({ ...settings, findings })}\n`;
}

function drawTrails(checked: readonly CheckedTrail[], output: Output): string {
  const paint = painterFor(output);
  return renderTable(output, {
    titles: ['STATE', 'HOME', 'TRAIL', 'BUCKET, WHAT IT LACKS'],
    leastWidths: [7, 9, 12, 24],
    rows: checked.map(({ trail: { name, homeRegion, bucket, status }, findings }) => {
      const isOn = status.ok && status.value?.isLogging === true;
      const lacks = findings.filter((finding) => finding.status !== 'ok').map(({ what }) => what);
      return {
        cells: [status.ok ? (isOn ? 'on' : 'off') : 'unknown', homeRegion, name, bucket].map(safeText),
        detail: safeText(lacks.length === 0 ? 'all is well' : lacks.join('; ')),
        paintFirst: (text) => (isOn ? paint.good(text) : paint.bad(text)),
      };
    }),
  });
}

function tell(what: string, io: Io, code: ExitCode): ExitCode {
  io.stderr.write(`${painterFor(io.stderr).bad('trailguard:')} ${safeText(what)}\n`);
  return code;
}
