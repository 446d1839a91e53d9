import type { ReadItem } from '#shared/cloudtrail/read-item.ts';
import type { ReadProblem } from '#shared/cloudtrail/read-problem.ts';
import type { IngestPorts, IngestReport, Pipeline } from '#shared/pipeline.ts';
import { AlertsHeldError } from './alerts-held-error.ts';
import { reportTelling } from './report-telling.ts';
import type { Telemetry } from './telemetry.ts';

/** Run what was read through the pipeline, and tell what became of it. Throws what the pipeline throws.
 * @throws {AggregateError} some of the alerts or groups failed
 * @throws {AlertsHeldError} another is about to tell some of the alerts, or died over it: the delivery is to be tried again */
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
    for (const failure of report.failures.slice(0, maxProblemsLogged)) {
      telemetry.error('alert or group failed: left to the next try', failure, {});
    }
    if (report.failures.length > 0) {
      throw new AggregateError(report.failures, `${report.failures.length} alerts or groups failed: all else was told`);
    }
    if (report.held > 0) throw new AlertsHeldError(report.held);
    return report;
  };
}

/** A large object may be unreadable all through: its first problems tell enough, the metric counts them all. */
const maxProblemsLogged = 20;

function tell(report: IngestReport, telemetry: Telemetry): void {
  telemetry.count('RecordsRead', report.records);
  telemetry.count('Detections', report.detections);
  telemetry.count('ReadProblems', report.problems.length);
  telemetry.count('AlertsFoundByBoth', report.inLogs.broughtBefore);
  telemetry.count('AlertsFoundInLogsOnly', report.inLogs.missedBefore);
  reportTelling(report, telemetry);
  for (const problem of report.problems.slice(0, maxProblemsLogged)) telemetry.warn('not read', placeOf(problem));
  if (report.problems.length > maxProblemsLogged) {
    telemetry.warn('more problems than are logged', { problems: report.problems.length, logged: maxProblemsLogged });
  }
  if (Object.keys(report.setAside).length > 0) telemetry.info('set aside', { setAside: report.setAside });
  if (report.undated > 0)
    telemetry.warn('detections without a time: no correlation sees them', { count: report.undated });
}

/** Where the problem is, without its excerpt: that is record content. */
function placeOf({ code, source, offsetBytes, hint }: ReadProblem): Readonly<Record<string, unknown>> {
  return { code, source, offsetBytes, hint };
}
