import { serializeAlert } from '#shared/alert/serialize-alert.ts';
import type { Alert } from '#shared/model/alert.ts';
import { type Level, levelRank } from '#shared/model/rule.ts';
import type { Findings, Pipeline } from '#shared/pipeline.ts';
import { createAlertTable } from '../format/alert-table.ts';
import type { Output } from '../io.ts';

export const scanFormats = ['table', 'ndjson', 'detections'] as const;
export type ScanFormat = (typeof scanFormats)[number];

/** Takes what a scan finds, and writes it in one format. */
export interface ScanSink {
  /** The findings of one record. */
  takeFindings(findings: Findings): void;
  /** An alert that several records make together. */
  takeEpisode(alert: Alert): void;
  /** Write what is held back until the end. */
  finish(): void;
}

/** What went through a sink. */
export interface ScanTally {
  /** Different alerts, by severity, at or above the lowest level asked for. */
  readonly alerts: Map<Level, number>;
  /** Those of them that settings keep from being told. */
  readonly observed: Map<Level, number>;
}

export interface SinkOptions {
  readonly format: ScanFormat;
  readonly output: Output;
  readonly minLevel: Level;
  readonly tally: ScanTally;
}

/** Make the sink of a format.
 *  - `table`: rows by rule and actor, at the end
 *  - `ndjson`: an alert a line as it is found, those of correlations at the end
 *  - `detections`: a line for each rule that matched a record, before any grouping; correlations have no lines */
export function createScanSink(pipeline: Pipeline, options: SinkOptions): ScanSink {
  const isWanted = (level: Level): boolean => levelRank(level) >= levelRank(options.minLevel);
  const told = new Set<string>();
  const table = options.format === 'table' ? createAlertTable(options.output) : undefined;

  /** A trail that is read from two places, or a record that CloudTrail delivered twice, is told once. */
  const isFirst = (id: string): boolean => told.size < told.add(id).size;

  const takeAlert = (alert: Alert): void => {
    if (!isWanted(alert.severity) || !isFirst(alert.id)) return;
    count(options.tally.alerts, alert.severity);
    if (alert.mode === 'observe') count(options.tally.observed, alert.severity);
    if (options.format === 'ndjson') options.output.write(`${serializeAlert(alert)}\n`);
    table?.add(alert);
  };

  return {
    takeFindings(findings) {
      pipeline.alertsOfRecord(findings).forEach(takeAlert);
      if (options.format !== 'detections') return;
      for (const { rule, evidence } of findings.detections) {
        if (!isWanted(rule.level) || !isFirst(`${rule.id} ${evidence.eventID}`)) continue;
        const eventTime = evidence.eventTimeMs === undefined ? null : new Date(evidence.eventTimeMs).toISOString();
        const row = { ruleId: rule.id, ruleTitle: rule.title, eventID: evidence.eventID, eventTime };
        options.output.write(`${JSON.stringify(row)}\n`);
      }
    },
    takeEpisode: takeAlert,
    finish() {
      if (table !== undefined) options.output.write(table.render());
    },
  };
}

function count(counts: Map<Level, number>, level: Level): void {
  counts.set(level, (counts.get(level) ?? 0) + 1);
}
