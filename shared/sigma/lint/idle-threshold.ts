import type { Threshold } from '../ast.ts';
import { placeOfKey } from '../parse/located.ts';
import type { ParsedCorrelation } from '../parse/parse-correlation.ts';
import type { Check } from './lint-document.ts';

/** Thresholds that one record reaches, or that nothing does. */
export const idleThreshold: Check = {
  code: 'idle-threshold',
  inCorrelation: ({ correlation, body }) => {
    const place = placeOfKey(correlation, 'condition');
    if (isImpossible(body.thresholds)) {
      const hint = 'swap the bounds, or take one away';
      return [{ place, message: 'no number keeps all bounds of the condition', hint }];
    }
    if (!countsRecords(body) || !body.thresholds.every(holdsForOne)) return [];
    const hint = 'ask for 2 or more, or let the rule itself alert';
    return [{ place, message: 'one record alone fulfils the condition', hint }];
  },
};

function countsRecords({ type }: ParsedCorrelation): boolean {
  return type === 'event_count' || type === 'value_count';
}

function holdsForOne({ operator, value }: Threshold): boolean {
  return (operator === 'gte' && value <= 1) || (operator === 'gt' && value < 1);
}

function isImpossible(thresholds: readonly Threshold[]): boolean {
  const lowest = Math.max(
    ...thresholds.flatMap(({ operator, value }) => (/^(gte?|eq)$/.test(operator) ? [value] : [])),
  );
  const highest = Math.min(
    ...thresholds.flatMap(({ operator, value }) => (/^(lte?|eq)$/.test(operator) ? [value] : [])),
  );
  if (lowest !== highest) return lowest > highest;
  return thresholds.some(
    ({ operator, value }) => value === lowest && (operator === 'gt' || operator === 'lt' || operator === 'neq'),
  );
}
