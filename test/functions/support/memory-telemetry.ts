import type { LogDetails, MetricName, Telemetry } from '../../../functions/runtime/telemetry.ts';

/** A telemetry that keeps what it is told. */
export interface MemoryTelemetry extends Telemetry {
  /** The sums of the metrics that were flushed; those that are zero are left out. */
  readonly flushed: Readonly<Partial<Record<MetricName, number>>>;
  readonly lines: readonly { readonly level: string; readonly message: string; readonly details: LogDetails }[];
}

export function createMemoryTelemetry(): MemoryTelemetry {
  const counted = new Map<MetricName, number>();
  const flushed: Partial<Record<MetricName, number>> = {};
  const lines: { level: string; message: string; details: LogDetails }[] = [];
  return {
    flushed,
    lines,
    begin: () => undefined,
    count: (metric, amount) => {
      counted.set(metric, (counted.get(metric) ?? 0) + amount);
    },
    info: (message, details) => lines.push({ level: 'info', message, details }),
    warn: (message, details) => lines.push({ level: 'warn', message, details }),
    error: (message, _error, details) => lines.push({ level: 'error', message, details }),
    flush: () => {
      for (const [metric, amount] of counted) if (amount !== 0) flushed[metric] = (flushed[metric] ?? 0) + amount;
      counted.clear();
    },
  };
}
