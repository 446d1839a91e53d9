import type { ReadItem } from '#shared/cloudtrail/read-item.ts';
import type { ReadProblem } from '#shared/cloudtrail/read-problem.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { IngestPorts, IngestReport, Pipeline } from '#shared/pipeline.ts';
import type { Telemetry } from './telemetry.ts';

/** Run what was read through the pipeline, and tell what became of it. Throws what the pipeline throws. */
export type Ingest = (items: Iterable<ReadItem> | AsyncIterable<ReadItem>) => Promise<IngestReport>;

export interface IngestParts {
  readonly pipeline: Pick<Pipeline, 'ingest'>;
  readonly ports: IngestPorts;
  readonly telemetry: Telemetry;
}

/** The one way in which both functions ingest. */
export function createIngest({ pipeline, ports, telemetry }: IngestParts): Ingest {
  return async (items) => {
    const report = await pipeline.ingest(items, ports);
    tell(report, telemetry);
    return report;
  };
}

/** A large object may be unreadable all through: its first problems tell enough, the metric counts them all. */
const maxProblemsLogged = 20;

function tell(report: IngestReport, telemetry: Telemetry): void {
  telemetry.count('RecordsRead', report.records);
  telemetry.count('Detections', report.detections);
  telemetry.count('AlertsPublished', report.alerts.length);
  telemetry.count('ReadProblems', report.problems.length);
  for (const alert of report.alerts) telemetry.info('alert published', idsOf(alert));
  for (const problem of report.problems.slice(0, maxProblemsLogged)) telemetry.warn('not read', placeOf(problem));
  if (report.problems.length > maxProblemsLogged) {
    telemetry.warn('more problems than are logged', { problems: report.problems.length, logged: maxProblemsLogged });
  }
  if (Object.keys(report.setAside).length > 0) telemetry.info('set aside', { setAside: report.setAside });
  if (report.undated > 0)
    telemetry.warn('detections without a time: no correlation sees them', { count: report.undated });
}

function idsOf(alert: Alert): Readonly<Record<string, unknown>> {
  return {
    alertId: alert.id,
    ruleId: alert.rule.id,
    severity: alert.severity,
    eventIDs: alert.events.map((event) => event.eventID),
  };
}

/** Where the problem is, without its excerpt: that is record content. */
function placeOf({ code, source, offsetBytes, hint }: ReadProblem): Readonly<Record<string, unknown>> {
  return { code, source, offsetBytes, hint };
}
