import type { Context } from 'aws-lambda';
import type { Connections } from '../runtime/connect.ts';
import { reportTelling } from '../runtime/report-telling.ts';

export type ScheduleHandler = (event: unknown, context: Context) => Promise<void>;

export interface ScheduleParts extends Pick<Connections, 'ports' | 'telemetry'> {
  readonly pipeline: Pick<Connections['pipeline'], 'attend'>;
}

/** Make the function that EventBridge invokes every minute: it tells what could not be told before.
 *
 * What fails stays in the agenda for the next minute; it throws, so that the failure shows in the function's own metrics. */
export function createHandler({ pipeline, ports, telemetry }: ScheduleParts): ScheduleHandler {
  return async (_event, context) => {
    telemetry.begin(context);
    try {
      const report = await pipeline.attend(ports);
      telemetry.count('DeadlinesMet', report.met);
      telemetry.count('DeadlineSecondsLate', Math.round(report.lateMs / 1000));
      telemetry.count('DeadlinesFailed', report.failures.length);
      reportTelling(report, telemetry);
      for (const failure of report.failures) telemetry.error('deadline not met: left for the next minute', failure, {});
      if (report.failures.length > 0) {
        throw new AggregateError(report.failures, `${report.failures.length} groups are left for the next minute`);
      }
    } finally {
      telemetry.flush();
    }
  };
}
