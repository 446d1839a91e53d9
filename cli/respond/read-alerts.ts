import { readFile } from 'node:fs/promises';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { parseAlert } from '#shared/alert/parse-alert.ts';
import { readStream } from '#shared/cloudtrail/read-stream.ts';
import type { GroupedEntry } from '#shared/correlate/group-entries.ts';
import { evidenceOf } from '#shared/detect/evidence-of.ts';
import { deriveFields } from '#shared/enrich/derive-fields.ts';
import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { createPipeline } from '#shared/pipeline.ts';
import { unreadable } from '../input/find-inputs.ts';
import type { InputProblem } from '../input/input-problem.ts';
import type { Io } from '../io.ts';
import { loadSelectedRules } from '../rules/load-selected-rules.ts';
import type { RuleSelection } from '../rules/rule-selection.ts';

/** The alerts to plan for, and what of the input could not be read. */
export interface ReadAlerts {
  readonly alerts: readonly Alert[];
  readonly problems: readonly InputProblem[];
}

/** Read alerts, one a line as a scan writes them; or else records in any form, and make the alerts of them.
 * @param options.playbook the playbook to ask, whatever alerts and rules name: of records, every one is then an alert
 * @throws {RulesRejected | UsageError} the rules cannot be loaded */
export async function readAlerts(
  path: string,
  { rules, playbook, io }: { readonly rules: RuleSelection; readonly playbook: string | undefined; readonly io: Io },
): Promise<ReadAlerts> {
  const source = path === '-' ? 'standard input' : path;
  let bytes: Buffer;
  try {
    bytes = path === '-' ? await readAll(io.stdin) : await readFile(path);
  } catch (error) {
    return { alerts: [], problems: [unreadable(source, error)] };
  }
  const found = parseAlerts(bytes.toString('utf8'), source);
  if (found !== undefined) {
    return playbook === undefined ? found : { ...found, alerts: found.alerts.map((alert) => ({ ...alert, playbook })) };
  }
  const { records, problems } = await readRecords(bytes, source);
  if (playbook !== undefined) return { alerts: records.map((record) => alertFor(record, playbook)), problems };
  return { alerts: await alertsOf(records, { rules, io }), problems };
}

async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

/** Alerts, one a line or a single one over several; `undefined` where there is none: that may be records. */
function parseAlerts(text: string, source: string): ReadAlerts | undefined {
  const whole = parseAlert(text);
  if (whole.ok) return { alerts: [whole.alert], problems: [] };
  const lines = text.split('\n').map((line, index) => ({ line, place: `${source}:${index + 1}` }));
  const filled = lines.filter(({ line }) => line.trim() !== '');
  const parsed = filled.map(({ line, place }) => ({ place, result: parseAlert(line) }));
  const alerts = parsed.flatMap(({ result }) => (result.ok ? [result.alert] : []));
  if (alerts.length === 0) return undefined;
  const problems = parsed.flatMap(({ place, result }) =>
    result.ok
      ? []
      : [{ source: place, message: result.problem, hint: 'give alerts as scan --format ndjson writes them' }],
  );
  return { alerts, problems };
}

async function readRecords(
  bytes: Buffer,
  source: string,
): Promise<{ readonly records: readonly CloudTrailRecord[]; readonly problems: readonly InputProblem[] }> {
  const records: CloudTrailRecord[] = [];
  const problems: InputProblem[] = [];
  for await (const item of readStream(inOne(bytes), source)) {
    if (item.kind === 'record') records.push(item.record);
    else if (item.kind === 'problem') problems.push(item.problem);
  }
  if (records.length === 0 && problems.length === 0) {
    const hint = 'Name a file with alerts, one a line as scan --format ndjson writes them, or with records.';
    problems.push({ source, message: 'there is neither an alert nor a CloudTrail record in it.', hint });
  }
  return { records, problems };
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The alerts of a scan of these records alone. */
async function alertsOf(
  records: readonly CloudTrailRecord[],
  { rules, io }: { readonly rules: RuleSelection; readonly io: Io },
): Promise<readonly Alert[]> {
  const { pack } = await loadSelectedRules(rules);
  const pipeline = createPipeline(pack);
  const alerts: Alert[] = [];
  const entries: GroupedEntry[] = [];
  for (const record of records) {
    const findings = pipeline.examine(record);
    alerts.push(...pipeline.alertsOfRecord(findings));
    entries.push(...findings.entries);
  }
  const state = { store: createMemoryCorrelationStore(), agenda: createMemoryAgenda(), now: io.now };
  return [...alerts, ...(await pipeline.alertsOfEpisodes(entries, state))];
}

/** An alert about a record for no other reason than that somebody asks. */
function alertFor(record: CloudTrailRecord, playbook: string): Alert {
  const title = `Playbook ${playbook} asked for by hand`;
  return buildAlert({
    kind: 'record',
    rule: {
      id: `playbook/${playbook}`,
      title,
      level: 'informational',
      tags: [],
      references: [],
      falsepositives: [],
      trailguard: { playbook },
      path: '',
    },
    evidence: evidenceOf({ ...record, derived: deriveFields(record) }),
    reasons: [],
  });
}
