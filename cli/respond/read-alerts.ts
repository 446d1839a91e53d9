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

/** Something that holds alerts or records: a file, standard input, or what CloudTrail answered. */
export interface AlertInput {
  /** What to call it when it cannot be read. */
  readonly name: string;
  read(): Promise<Uint8Array>;
}

/** What to make of the inputs. */
export interface AlertChoice {
  readonly rules: RuleSelection;
  /** The playbook to ask, whatever alerts and rules name: every record is then an alert, unless one alert is named. */
  readonly playbook: string | undefined;
  /** The one alert that is asked for; all when absent. */
  readonly alertId: string | undefined;
}

/** The alerts to plan for, and what of the inputs could not be read. */
export interface ReadAlerts {
  readonly alerts: readonly Alert[];
  /** How many alerts there were to choose from; one that is told again is about the same. */
  readonly count: number;
  readonly problems: readonly InputProblem[];
}

/** The input of a path; `-` is standard input. */
export function inputOf(path: string, io: Pick<Io, 'stdin'>): AlertInput {
  return path === '-'
    ? { name: 'standard input', read: () => readAll(io.stdin) }
    : { name: path, read: () => readFile(path) };
}

/** Read alerts, one a line as a scan writes them; or else records in any form, and make the alerts of all of them together.
 * @throws {RulesRejected | UsageError} the rules cannot be loaded */
export async function readAlerts(
  inputs: readonly AlertInput[],
  { rules, playbook, alertId }: AlertChoice,
  io: Pick<Io, 'now'>,
): Promise<ReadAlerts> {
  const contents: InputContent[] = [];
  for (const input of inputs) contents.push(await readInput(input));
  const records = contents.flatMap((content) => content.records);
  const made =
    playbook !== undefined && alertId === undefined
      ? records.map((record) => alertFor(record, playbook))
      : await alertsOf(records, { rules, io });
  const alerts = [...contents.flatMap((content) => content.alerts), ...made];
  const distinct = [...new Map(alerts.map((alert) => [alert.id, alert])).values()];
  const chosen = distinct.filter(({ id }) => alertId === undefined || id === alertId);
  return {
    alerts: playbook === undefined ? chosen : chosen.map((alert) => ({ ...alert, playbook })),
    count: distinct.length,
    problems: contents.flatMap(({ problems }) => problems),
  };
}

interface InputContent {
  readonly alerts: readonly Alert[];
  readonly records: readonly CloudTrailRecord[];
  readonly problems: readonly InputProblem[];
}

async function readInput({ name, read }: AlertInput): Promise<InputContent> {
  let bytes: Uint8Array;
  try {
    bytes = await read();
  } catch (error) {
    return { alerts: [], records: [], problems: [unreadable(name, error)] };
  }
  return parseAlerts(Buffer.from(bytes).toString('utf8'), name) ?? (await readRecords(bytes, name));
}

async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

/** Alerts, one a line or a single one over several; `undefined` where there is none: that may be records. */
function parseAlerts(text: string, source: string): InputContent | undefined {
  const whole = parseAlert(text);
  if (whole.ok) return { alerts: [whole.alert], records: [], problems: [] };
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
  return { alerts, records: [], problems };
}

async function readRecords(bytes: Uint8Array, source: string): Promise<InputContent> {
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
  return { alerts: [], records, problems };
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The alerts of a scan of these records alone. */
async function alertsOf(
  records: readonly CloudTrailRecord[],
  { rules, io }: { readonly rules: RuleSelection; readonly io: Pick<Io, 'now'> },
): Promise<readonly Alert[]> {
  if (records.length === 0) return [];
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
