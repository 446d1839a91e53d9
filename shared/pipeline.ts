import { buildAlert } from './alert/build-alert.ts';
import { renderMessage } from './alert/render-message.ts';
import type { ReadItem, ReadProblem } from './cloudtrail/read-item.ts';
import { createCorrelator } from './correlate/create-correlator.ts';
import type { GroupedEntry } from './correlate/group-entries.ts';
import { createDetector } from './detect/create-detector.ts';
import { deriveFields } from './enrich/derive-fields.ts';
import type { Alert } from './model/alert.ts';
import type { Detection, RecordDetection } from './model/detection.ts';
import type { CloudTrailRecord } from './model/record.ts';
import type { AlertLedger } from './ports/alert-ledger.ts';
import type { CorrelationStore } from './ports/correlation-store.ts';
import type { Publisher } from './ports/publisher.ts';
import type { RulePack } from './sigma/rule-pack.ts';

/** The stages, composed: read ─► enrich ─► detect ─► correlate ─► alert ─► publish. */
export interface Pipeline {
  /** Enrich one record and detect on it. Pure: the same record gives the same findings. */
  examine(record: CloudTrailRecord): Findings;
  /** The alerts of one record: one for each detection whose rule speaks for itself. */
  alertsOfRecord(findings: Findings): readonly Alert[];
  /** The alerts of the episodes that the entries make or extend, inner correlations before outer ones.
   * @throws {CorrelationStoreError} the store is unreachable: the caller retries the batch */
  alertsOfEpisodes(entries: readonly GroupedEntry[], store: CorrelationStore): Promise<readonly Alert[]>;
  /** Read, examine, correlate, alert and publish: the whole way of one delivery.
   * @throws the error of the port that failed: the caller retries the delivery, and nothing that was published is told again */
  ingest(items: Iterable<ReadItem> | AsyncIterable<ReadItem>, ports: IngestPorts): Promise<IngestReport>;
}

/** What one record gives. Plain JSON: it may cross threads. */
export interface Findings {
  /** One for each rule that matched; empty for most records. */
  readonly detections: readonly RecordDetection[];
  /** What the detections give to correlations. */
  readonly entries: readonly GroupedEntry[];
  /** Detections that some correlation asks for but that have no readable time, so that no window can take them. */
  readonly undated: number;
}

export interface IngestPorts {
  readonly store: CorrelationStore;
  readonly ledger: AlertLedger;
  readonly publisher: Publisher;
}

/** What became of a delivery. */
export interface IngestReport {
  readonly records: number;
  readonly detections: number;
  /** The alerts that were published now; those that had been delivered before are not among them. */
  readonly alerts: readonly Alert[];
  readonly problems: readonly ReadProblem[];
  /** What was recognised and is no record, by name. */
  readonly setAside: Readonly<Record<string, number>>;
  readonly undated: number;
}

/** Compose the stages over a rule pack. */
export function createPipeline(pack: RulePack): Pipeline {
  const detector = createDetector(pack.rules);
  const correlator = createCorrelator(pack.correlations);

  const examine = (record: CloudTrailRecord): Findings => {
    if (!detector.canMatch(record)) return nothingFound;
    const enriched = { ...record, derived: deriveFields(record) };
    const detections = detector.detect(enriched);
    if (detections.length === 0) return nothingFound;
    const correlated = detections.filter((detection) => correlator.refersTo(detection.rule.id));
    return {
      detections,
      entries: correlated.flatMap((detection) => correlator.entriesOf(detection, enriched)),
      undated: record.eventTimeMs === undefined ? correlated.length : 0,
    };
  };

  const alertsOf = (detections: readonly Detection[]): readonly Alert[] =>
    detections.filter((detection) => !correlator.isSilenced(detection.rule.id)).map(buildAlert);

  const alertsOfRecord = (findings: Findings): readonly Alert[] => alertsOf(findings.detections);

  const alertsOfEpisodes = async (
    entries: readonly GroupedEntry[],
    store: CorrelationStore,
  ): Promise<readonly Alert[]> => alertsOf(await correlator.conclude(entries, store));

  const ingest = async (
    items: Iterable<ReadItem> | AsyncIterable<ReadItem>,
    { store, ledger, publisher }: IngestPorts,
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
    const alerts = [...recordAlerts.flat(), ...(await alertsOfEpisodes(entries.flat(), store))];

    const published: Alert[] = [];
    for (const alert of alerts) {
      if (!(await ledger.claim(alert.id))) continue;
      await publisher.publish(renderMessage(alert));
      await ledger.confirm(alert.id);
      published.push(alert);
    }
    return { records, detections, alerts: published, problems, setAside, undated };
  };

  return { examine, alertsOfRecord, alertsOfEpisodes, ingest };
}

const nothingFound: Findings = { detections: [], entries: [], undated: 0 };
