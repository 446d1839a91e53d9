import { maxEntriesRead } from '#shared/model/window-limits.ts';
import { entryOf } from '../parse/located.ts';
import type { Check } from './lint-document.ts';

/** Counts of more records than a function judges a window by: a scan can find them, a deployment never does. */
export const highThreshold: Check = {
  code: 'high-threshold',
  inCorrelation: ({ correlation, body }) => {
    if (body.type !== 'event_count' || !body.thresholds.some(({ operator, value }) => asksForMore(operator, value))) {
      return [];
    }
    const place = entryOf(correlation, 'condition')?.place ?? correlation.place;
    const message = `a deployment judges a window by its latest ${maxEntriesRead} records, and the condition asks for more`;
    return [{ place, message, hint: 'shorten the timespan, group by more fields, or ask for fewer' }];
  },
};

function asksForMore(operator: string, value: number): boolean {
  if (operator === 'gt') return value >= maxEntriesRead;
  return (operator === 'gte' || operator === 'eq') && value > maxEntriesRead;
}
