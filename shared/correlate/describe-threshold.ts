import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { thresholdsOf } from './find-episodes.ts';

/** Say what a correlation asks of a window: `value_count of eventName, gte 3 within 1m`. */
export function describeThreshold(rule: CorrelationRule): string {
  const of = rule.fields.length > 0 ? ` of ${rule.fields.join(' and ')}` : '';
  const thresholds = thresholdsOf(rule).map(({ operator, value }) => `${operator} ${value}`);
  return `${rule.type}${of}, ${thresholds.join(' and ')} within ${formatTimespan(rule.timespanMs)}`;
}

/** A length of time as Sigma writes it, in the largest unit that divides it: `90m`, `2h`, `1d`. */
export function formatTimespan(timespanMs: number): string {
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
  ] as const;
  for (const [unit, lengthMs] of units) if (timespanMs % lengthMs === 0) return `${timespanMs / lengthMs}${unit}`;
  return `${timespanMs / 1000}s`;
}
