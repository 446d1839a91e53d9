import pMap from 'p-map';
import { episodeAlertId } from './alert/alert-id.ts';
import { buildAlert } from './alert/build-alert.ts';
import { renderMessage } from './alert/render-message.ts';
import { tellingKey } from './alert/telling-key.ts';
import type { ReadItem, ReadProblem } from './cloudtrail/read-item.ts';
import type { Conclusions, CorrelatorPorts, FoundEpisode, JoinedEpisodes } from './correlate/conclusions.ts';
import { createCorrelator } from './correlate/create-correlator.ts';
import type { GroupedEntry } from './correlate/group-entries.ts';
import { settleEpisode } from './correlate/settle-episode.ts';
import { createDetector } from './detect/create-detector.ts';
import { deriveFields } from './enrich/derive-fields.ts';
import type { Alert, FoundVia } from './model/alert.ts';
import type { RecordDetection } from './model/detection.ts';
import type { CloudTrailRecord } from './model/record.ts';
import type { Deadline } from './ports/agenda.ts';
import type { AlertLedger } from './ports/alert-ledger.ts';
import { deadlineKey } from './ports/deadline-key.ts';
import type { Publisher } from './ports/publisher.ts';
import { type Telling, type Told, tellAlerts } from './publish/tell-alerts.ts';
import { nothingTold, type TellingReport, uniteReports } from './publish/telling-report.ts';
import type { RulePack } from './sigma/rule-pack.ts';

export type { TellingReport } from './publish/telling-report.ts';

/** The stages, composed: read ─► enrich ─► detect ─► correlate ─► alert ─► publish. */
export interface Pipeline {
  /** Enrich one record and detect on it. Pure: the same record gives the same findings. */
  examine(record: CloudTrailRecord): Findings;
  /** The alerts of one record: one for each detection whose rule speaks for itself, repeat for repeat. */
  alertsOfRecord(findings: Findings): readonly Alert[];
  /** The alerts of all episodes that the entries make, inner correlations before outer ones. For who has every record at hand: nothing
   * waits for records that may come.
   * @throws the error of a port that failed */
  alertsOfEpisodes(entries: readonly GroupedEntry[], ports: CorrelatorPorts): Promise<readonly Alert[]>;
  /** Read, examine, correlate, alert and publish: the whole way of one delivery.
   *
   * One alert or group that fails does not keep the others from being told. While something has failed or is held, the caller tries the
   * delivery again; nothing that was told is told again.
   * @throws the error of the reading that broke off: what was read before may not be told yet */
  ingest(items: Iterable<ReadItem> | AsyncIterable<ReadItem>, ports: IngestPorts): Promise<IngestReport>;
  /** Tell what has come due: episodes whose windows have closed, and how folded repeats go on.
   *
   * A group that fails stays in the agenda for the next time, and does not keep the others waiting. */
  attend(ports: TellingPorts): Promise<AttendReport>;
}

/** What one record gives. Plain JSON: it may cross threads. */
export interface Findings {
  /** One for each rule that matched; empty for most records. */
  readonly detections: readonly RecordDetection[];
  /** What the detections give to correlations and folds. */
  readonly entries: readonly GroupedEntry[];
  /** Detections that some correlation asks for but that have no readable time, so that no window can take them. */
  readonly undated: number;
}

export interface TellingPorts extends CorrelatorPorts {
  readonly ledger: AlertLedger;
  readonly publisher: Publisher;
}

export interface IngestPorts extends TellingPorts {
  /** The way by which the records came. */
  readonly foundVia: FoundVia;
  /** Whether EventBridge should have brought the records of an alert; all of them, unless it is said. */
  readonly inReach?: (alert: Alert) => boolean;
}

type ToldPorts = TellingPorts & { readonly foundVia?: FoundVia };

/** What became of a delivery. */
export interface IngestReport extends TellingReport {
  readonly records: number;
  readonly detections: number;
  readonly problems: readonly ReadProblem[];
  /** What was recognised and is no record, by name. */
  readonly setAside: Readonly<Record<string, number>>;
  readonly undated: number;
  /** Of the records' alerts, those that came by the log files: which of them EventBridge had brought before, and which it should have. */
  readonly inLogs: { readonly broughtBefore: number; readonly missedBefore: number };
}

export interface AttendReport extends TellingReport {
  /** Deadlines that are struck out. */
  readonly met: number;
  /** How long ago the oldest deadline was due; 0 when none was. */
  readonly lateMs: number;
}

/** Compose the stages over a rule pack. */
export function createPipeline(pack: RulePack): Pipeline {
  const detector = createDetector(pack.rules);
  const correlator = createCorrelator(pack.correlations, pack.rules, pack.dedupWindowMs);

  const examine = (record: CloudTrailRecord): Findings => {
    if (!detector.canMatch(record)) return nothingFound;
    const enriched = { ...record, derived: deriveFields(record) };
    const detections = detector.detect(enriched);
    if (detections.length === 0) return nothingFound;
    return {
      detections,
      entries: detections.flatMap((detection) => correlator.entriesOf(detection, enriched)),
      undated:
        record.eventTimeMs === undefined ? detections.filter(({ rule }) => correlator.refersTo(rule.id)).length : 0,
    };
  };

  const alertsOfRecord = ({ detections }: Findings): readonly Alert[] =>
    detections
      .filter(({ rule, evidence }) => {
        // Without a time there is no telling what it repeats.
        const isFolded = correlator.folds(rule.id) && evidence.eventTimeMs !== undefined;
        return !isFolded && !correlator.isSilenced(rule.id);
      })
      .map(buildAlert);

  const alertsOf = ({ detection }: FoundEpisode): readonly Alert[] =>
    correlator.isSilenced(detection.rule.id) ? [] : [buildAlert(detection)];

  const alertsOfEpisodes = async (
    entries: readonly GroupedEntry[],
    ports: CorrelatorPorts,
  ): Promise<readonly Alert[]> => {
    const conclusions = [await correlator.conclude(entries, ports)];
    for (;;) {
      const due = await ports.agenda.due(Number.POSITIVE_INFINITY);
      if (due.length === 0) break;
      for (const deadlines of correlator.groupDeadlines(due)) {
        // Repeats that are all there are told whole: nothing is to be looked at again.
        const closings = deadlines.filter(({ look }) => look === undefined);
        conclusions.push(await correlator.judge(closings, ports));
        for (const deadline of deadlines) await ports.agenda.strike(deadline);
      }
    }
    for (const { error } of conclusions.flatMap(({ failures }) => failures)) throw error;
    return conclusions.flatMap(({ found }) => found).flatMap(alertsOf);
  };

  /** Tell alerts of records, or episodes; settle these when nothing is left to do. */
  const tell = async (alerts: readonly Alert[], { foundVia, ...ports }: ToldPorts): Promise<Told> =>
    tellAlerts(
      alerts.map((alert) => tellingOf(alert, foundVia)),
      ports,
    );

  const tellEpisodes = async (conclusions: Conclusions, ports: ToldPorts): Promise<TellingReport> => {
    const { found, joined, cut, next } = conclusions;
    const told = await tell(found.flatMap(alertsOf), ports);
    const failures = [...conclusions.failures, ...told.failed].map(({ error }) => error);
    // All or none: while an outer episode is to be told, its inner ones must lead to it again.
    if (told.held.length + failures.length === 0) {
      const toldNow = new Set([...told.published, ...told.observed].map(tellingKey));
      await pMap(
        found,
        (episode) => {
          const isToldNow = alertsOf(episode).some((alert) => toldNow.has(tellingKey(alert)));
          return settleEpisode(episode, isToldNow, ports.store);
        },
        { concurrency },
      );
      for (const deadline of next) await ports.agenda.note(deadline);
    }
    return { ...told, held: told.held.length, linked: joined.map(alertIdsOf), cut, failures };
  };

  const ingest = async (
    items: Iterable<ReadItem> | AsyncIterable<ReadItem>,
    ports: IngestPorts,
  ): Promise<IngestReport> => {
    const reports: TellingReport[] = [];
    const waysCompared: IngestReport['inLogs'][] = [];
    const problems: ReadProblem[] = [];
    const setAside: Record<string, number> = {};
    let pending: Findings[] = [];
    let records = 0;
    let detections = 0;
    let undated = 0;
    const tellPending = async (): Promise<void> => {
      const findings = pending;
      pending = [];
      const told = await tell(findings.flatMap(alertsOfRecord), ports);
      waysCompared.push(compareWays(told, ports));
      const failures = told.failed.map(({ error }) => error);
      reports.push({ ...told, held: told.held.length, linked: [], cut: [], failures });
      const entries = findings.flatMap((found) => found.entries);
      if (entries.length > 0) reports.push(await tellEpisodes(await correlator.conclude(entries, ports), ports));
    };
    for await (const item of items) {
      if (item.kind === 'problem') problems.push(item.problem);
      else if (item.kind === 'set-aside') setAside[item.what] = (setAside[item.what] ?? 0) + 1;
      else {
        records += 1;
        const findings = examine(item.record);
        if (findings === nothingFound) continue;
        detections += findings.detections.length;
        undated += findings.undated;
        pending.push(findings);
        // However large the object is, no more is held than this.
        if (pending.length >= maxPending) await tellPending();
      }
    }
    await tellPending();
    return {
      records,
      detections,
      problems,
      setAside,
      undated,
      inLogs: {
        broughtBefore: waysCompared.reduce((sum, { broughtBefore }) => sum + broughtBefore, 0),
        missedBefore: waysCompared.reduce((sum, { missedBefore }) => sum + missedBefore, 0),
      },
      ...uniteReports(reports),
    };
  };

  const attend = async (ports: TellingPorts): Promise<AttendReport> => {
    const untilMs = ports.now() + attendMs;
    const reports: TellingReport[] = [];
    const attended = new Set<string>();
    const failed = new Set<string>();
    let met = 0;
    let lateMs = 0;
    const attendTo = async (deadlines: readonly Deadline[]): Promise<void> => {
      const { correlationId } = deadlines[0]?.group ?? { correlationId: '' };
      // Without the episodes of the inner correlation the outer one would be judged wrongly.
      if (ports.now() >= untilMs || correlator.isBuiltOn(correlationId, failed)) return;
      try {
        const report = await tellEpisodes(await correlator.judge(deadlines, ports), ports);
        reports.push(report);
        if (report.failures.length > 0) failed.add(correlationId);
        if (report.held + report.failures.length > 0) return;
        for (const deadline of deadlines) await ports.agenda.strike(deadline);
        met += deadlines.length;
      } catch (error) {
        failed.add(correlationId);
        reports.push({ ...nothingTold, failures: [error] });
      }
    };
    try {
      while (ports.now() < untilMs) {
        const due = (await ports.agenda.due(ports.now())).filter((deadline) => !attended.has(deadlineKey(deadline)));
        if (due.length === 0) break;
        for (const deadline of due) {
          attended.add(deadlineKey(deadline));
          lateMs = Math.max(lateMs, ports.now() - deadline.dueMs);
        }
        for (const groups of byCorrelation(correlator.groupDeadlines(due))) {
          await pMap(groups, attendTo, { concurrency });
        }
      }
    } catch (error) {
      reports.push({ ...nothingTold, failures: [error] });
    }
    return { met, lateMs, ...uniteReports(reports) };
  };

  return { examine, alertsOfRecord, alertsOfEpisodes, ingest, attend };
}

/** Calls of ports that are under way at the same time. */
const concurrency = 8;

/** Records with detections after which a delivery tells what it has. */
const maxPending = 500;

/** How long one attending lasts at most: the next minute has one of its own. */
const attendMs = 45_000;

const nothingFound: Findings = { detections: [], entries: [], undated: 0 };
/** Runs of groups of one correlation. */
function byCorrelation(groups: readonly (readonly Deadline[])[]): readonly (readonly (readonly Deadline[])[])[] {
  const runs: (readonly Deadline[])[][] = [];
  for (const group of groups) {
    const run = runs.at(-1);
    const idOf = (deadlines: readonly Deadline[] | undefined): string | undefined =>
      deadlines?.[0]?.group.correlationId;
    if (run !== undefined && idOf(run[0]) === idOf(group)) run.push(group);
    else runs.push([group]);
  }
  return runs;
}

function tellingOf(found: Alert, foundVia: FoundVia | undefined): Telling {
  const alert: Alert = foundVia === undefined ? found : { ...found, foundVia };
  return { key: tellingKey(alert), alert, render: () => renderMessage(alert) };
}

function compareWays(
  { published, observed, repeated }: Told,
  { foundVia, inReach = () => true }: IngestPorts,
): IngestReport['inLogs'] {
  if (foundVia !== 's3') return { broughtBefore: 0, missedBefore: 0 };
  const broughtBefore = repeated.filter((repeat) => repeat.foundVia === 'eventbridge').length;
  return { broughtBefore, missedBefore: [...published, ...observed].filter(inReach).length };
}

function alertIdsOf({ rule, group, into, joined }: JoinedEpisodes): readonly string[] {
  return [into, ...joined].map((firstEventID) => episodeAlertId(rule.id, group.values, firstEventID));
}
