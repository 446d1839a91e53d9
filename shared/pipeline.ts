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
import type { AlertLedger } from './ports/alert-ledger.ts';
import { deadlineKey } from './ports/deadline-key.ts';
import type { Publisher } from './ports/publisher.ts';
import { type Telling, type Told, tellAlerts } from './publish/tell-alerts.ts';
import type { RulePack } from './sigma/rule-pack.ts';

/** The stages, composed: read ─► enrich ─► detect ─► correlate ─► alert ─► publish. */
export interface Pipeline {
  /** Enrich one record and detect on it. Pure: the same record gives the same findings. */
  examine(record: CloudTrailRecord): Findings;
  /** The alerts of one record: one for each detection whose rule speaks for itself, repeat for repeat. */
  alertsOfRecord(findings: Findings): readonly Alert[];
  /** The alerts of all episodes that the entries make, inner correlations before outer ones. For who has every record at hand: nothing
   * waits for records that may come.
   * @throws {CorrelationStoreError | AgendaError} a port is unreachable */
  alertsOfEpisodes(entries: readonly GroupedEntry[], ports: CorrelatorPorts): Promise<readonly Alert[]>;
  /** Read, examine, correlate, alert and publish: the whole way of one delivery.
   * @throws the error of the port that failed: the caller retries the delivery, and nothing that was told is told again */
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
}

/** What was told, and what was learnt about episodes. */
export interface TellingReport extends Pick<Told, 'published' | 'observed'> {
  /** Alerts that another is about to tell, or left behind when it died: the caller must try the delivery again. */
  readonly held: number;
  /** Ids of alerts about what turned out to be one episode; the first is the one that stays. */
  readonly linked: readonly (readonly string[])[];
  /** Correlations of which some window held more records than are read. */
  readonly cut: readonly string[];
}

/** What became of a delivery. */
export interface IngestReport extends TellingReport {
  readonly records: number;
  readonly detections: number;
  readonly problems: readonly ReadProblem[];
  /** What was recognised and is no record, by name. */
  readonly setAside: Readonly<Record<string, number>>;
  readonly undated: number;
  /** Of the records' alerts, those that came by the log files: which of them EventBridge had brought before. */
  readonly inLogs: { readonly broughtBefore: number; readonly missedBefore: number };
}

export interface AttendReport extends TellingReport {
  /** Deadlines that are struck out. */
  readonly met: number;
  readonly failures: readonly unknown[];
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
    return conclusions.flatMap(({ found }) => found).flatMap(alertsOf);
  };

  /** Tell episodes, and settle them when nothing is left to do. */
  const tellEpisodes = async (
    { found, joined, cut }: Conclusions,
    ports: TellingPorts & { readonly foundVia?: FoundVia },
  ): Promise<TellingReport> => {
    const told = await tellAlerts(
      found.flatMap(alertsOf).map((alert) => tellingOf(alert, ports.foundVia)),
      ports,
    );
    // All or none: while an outer episode is to be told, its inner ones must lead to it again.
    if (told.held.length === 0) {
      const toldNow = new Set([...told.published, ...told.observed].map(tellingKey));
      for (const episode of found) {
        const isToldNow = alertsOf(episode).some((alert) => toldNow.has(tellingKey(alert)));
        await settleEpisode(episode, isToldNow, ports.store);
      }
    }
    return { ...told, held: told.held.length, linked: joined.map(alertIdsOf), cut };
  };

  const ingest = async (
    items: Iterable<ReadItem> | AsyncIterable<ReadItem>,
    ports: IngestPorts,
  ): Promise<IngestReport> => {
    const recordAlerts: (readonly Alert[])[] = [];
    const entries: (readonly GroupedEntry[])[] = [];
    const problems: ReadProblem[] = [];
    const setAside: Record<string, number> = {};
    let records = 0;
    let detections = 0;
    let undated = 0;
    for await (const item of items) {
      if (item.kind === 'problem') problems.push(item.problem);
      else if (item.kind === 'set-aside') setAside[item.what] = (setAside[item.what] ?? 0) + 1;
      else {
        records += 1;
        const findings = examine(item.record);
        if (findings === nothingFound) continue;
        detections += findings.detections.length;
        undated += findings.undated;
        recordAlerts.push(alertsOfRecord(findings));
        entries.push(findings.entries);
      }
    }
    const told = await tellAlerts(
      recordAlerts.flat().map((alert) => tellingOf(alert, ports.foundVia)),
      ports,
    );
    const episodes = await tellEpisodes(await correlator.conclude(entries.flat(), ports), ports);
    return {
      records,
      detections,
      problems,
      setAside,
      undated,
      inLogs: comparedWays(told, ports.foundVia),
      published: [...told.published, ...episodes.published],
      observed: [...told.observed, ...episodes.observed],
      held: told.held.length + episodes.held,
      linked: episodes.linked,
      cut: episodes.cut,
    };
  };

  const attend = async (ports: TellingPorts): Promise<AttendReport> => {
    const reports: TellingReport[] = [];
    const failures: unknown[] = [];
    const attended = new Set<string>();
    let met = 0;
    for (;;) {
      const due = (await ports.agenda.due(ports.now())).filter((deadline) => !attended.has(deadlineKey(deadline)));
      if (due.length === 0) break;
      for (const deadlines of correlator.groupDeadlines(due)) {
        for (const deadline of deadlines) attended.add(deadlineKey(deadline));
        try {
          const report = await tellEpisodes(await correlator.judge(deadlines, ports), ports);
          reports.push(report);
          if (report.held > 0) continue;
          for (const deadline of deadlines) await ports.agenda.strike(deadline);
          met += deadlines.length;
        } catch (error) {
          failures.push(error);
        }
      }
    }
    return {
      met,
      failures,
      published: reports.flatMap(({ published }) => published),
      observed: reports.flatMap(({ observed }) => observed),
      held: reports.reduce((sum, { held }) => sum + held, 0),
      linked: reports.flatMap(({ linked }) => linked),
      cut: [...new Set(reports.flatMap(({ cut }) => cut))],
    };
  };

  return { examine, alertsOfRecord, alertsOfEpisodes, ingest, attend };
}

const nothingFound: Findings = { detections: [], entries: [], undated: 0 };

function tellingOf(found: Alert, foundVia: FoundVia | undefined): Telling {
  const alert: Alert = foundVia === undefined ? found : { ...found, foundVia };
  return { key: tellingKey(alert), alert, render: () => renderMessage(alert) };
}

function comparedWays({ published, observed, repeated }: Told, foundVia: FoundVia): IngestReport['inLogs'] {
  if (foundVia !== 's3') return { broughtBefore: 0, missedBefore: 0 };
  const broughtBefore = repeated.filter((repeat) => repeat.foundVia === 'eventbridge').length;
  return { broughtBefore, missedBefore: published.length + observed.length };
}

function alertIdsOf({ rule, group, into, joined }: JoinedEpisodes): readonly string[] {
  return [into, ...joined].map((firstEventID) => episodeAlertId(rule.id, group.values, firstEventID));
}
