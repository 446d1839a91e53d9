import type { CorrelationGroup } from './correlation-store.ts';

/** A text that is the same for the same group, and differs for different ones: correlation, fields and values. */
export function groupKey({ correlationId, values }: CorrelationGroup): string {
  return JSON.stringify([correlationId, Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
