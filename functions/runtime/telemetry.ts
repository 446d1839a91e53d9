import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';

/** The metrics in the namespace `Trailguard`, each by function (dimension `service`: its full name, so that stages do not mix).
 *  - `RecordsRead`: CloudTrail records; `ReadProblems`: what could not be read of what was delivered
 *  - `Detections`: rules matched; `AlertsPublished`: taken by the topic, repeats not counted; `AlertsObserved`: of rules that only log
 *  - `AlertsHeld`: claimed by another delivery, so that this one is tried again
 *  - `AlertsFoundByBoth`, `AlertsFoundInLogsOnly`: of the records in log files that alert by themselves, those that EventBridge had
 *    brought before, and those that it had not: how complete the fast way is
 *  - `EpisodesLinked`: joined by a late record after each was told; `WindowsCut`: of correlations that had more records than are read
 *  - `DeadlinesMet`: looked at again when they were due; `DeadlinesFailed`: groups left for the next minute;
 *    `DeadlineSecondsLate`: how long the oldest had been due
 *  - `ObjectsRead`, `ObjectsSetAside` (digests and what is not CloudTrail's), `ObjectsFailed` (left to the queue)
 *  - `EventsFailed`: from EventBridge, left to Lambda's next try
 *  - `OutcomesPublished`: what playbooks did, or why nothing; `ResponsesFailed`: those of them that failed, and plans of which
 *    nothing could be told; `AlertsFailed`: not answered,
 *    left to the queue; `ForgedAlerts`: those of them that Trailguard did not publish, once for each of the queue's tries */
export type MetricName =
  | 'RecordsRead'
  | 'ReadProblems'
  | 'Detections'
  | 'AlertsPublished'
  | 'AlertsObserved'
  | 'AlertsHeld'
  | 'AlertsFoundByBoth'
  | 'AlertsFoundInLogsOnly'
  | 'EpisodesLinked'
  | 'WindowsCut'
  | 'DeadlinesMet'
  | 'DeadlinesFailed'
  | 'DeadlineSecondsLate'
  | 'ObjectsRead'
  | 'ObjectsSetAside'
  | 'ObjectsFailed'
  | 'EventsFailed'
  | 'OutcomesPublished'
  | 'ResponsesFailed'
  | 'AlertsFailed'
  | 'ForgedAlerts';

/** Details of a log line: ids, names and counts. Never the contents of a record, which may hold secrets. */
export type LogDetails = Readonly<Record<string, unknown>>;

/** How a function tells what it did. */
export interface Telemetry {
  /** Begin an invocation: its request id goes into every log line from here on. */
  begin(context: Context): void;
  /** Nothing is written for 0: a metric is paid for by the hour in which it is written. */
  count(metric: MetricName, amount: number): void;
  info(message: string, details: LogDetails): void;
  warn(message: string, details: LogDetails): void;
  error(message: string, error: unknown, details: LogDetails): void;
  /** End an invocation: write its metrics. */
  flush(): void;
}

/** JSON log lines and CloudWatch embedded metrics on standard output: no calls, no permissions.
 * @see Amazon CloudWatch user guide, "Embedded metric format specification" */
export function createTelemetry(functionName: string): Telemetry {
  const logger = new Logger({ serviceName: functionName });
  const { AWS_LAMBDA_FUNCTION_NAME: fullName = functionName } = process.env;
  const metrics = new Metrics({ namespace: 'Trailguard', serviceName: fullName });
  return {
    begin: (context) => logger.addContext(context),
    count: (metric, amount) => {
      if (amount !== 0) metrics.addMetric(metric, MetricUnit.Count, amount);
    },
    info: (message, details) => logger.info(message, { ...details }),
    warn: (message, details) => logger.warn(message, { ...details }),
    error: (message, error, details) => logger.error(message, { ...details, error: asError(error) }),
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
