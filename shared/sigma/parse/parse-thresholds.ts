import type { CorrelationRule, CorrelationType, Threshold } from '../ast.ts';
import type { ParseContext } from './context.ts';
import { entryOf, type LocatedMap, type LocatedScalar, placeOfKey, type Report } from './located.ts';
import { suggestName } from './nearest-name.ts';
import { readFields } from './read-fields.ts';
import { givenEntry } from './read-value.ts';

/** What a correlation measures and against what. */
export interface ParsedThresholds extends Pick<CorrelationRule, 'thresholds' | 'fields' | 'percentile'> {
  /** In place of thresholds: a condition over rules, not yet parsed. */
  readonly ruleExpression?: LocatedScalar;
}

const operators = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const;
const knownKeys: readonly string[] = [...operators, 'field', 'percentile'];

/** pySigma's, for a rule that leaves it out. */
const defaultPercentile = 50;

/** Parse a correlation's condition; what is wrong with it is reported. `undefined` when nothing can be read from it. */
export function parseThresholds(
  correlation: LocatedMap,
  type: CorrelationType,
  context: ParseContext,
): ParsedThresholds | undefined {
  const { report } = context;
  const isTemporal = type === 'temporal' || type === 'temporal_ordered';
  const entry = givenEntry(correlation, 'condition');
  if (entry === undefined) {
    if (isTemporal) return { thresholds: [], fields: [] };
    report(
      placeOfKey(correlation, 'condition'),
      'the correlation has no condition',
      'add condition: with gte: and a number',
    );
    return undefined;
  }
  const condition = entry.value;
  if (condition.kind !== 'map') {
    if (isTemporal && condition.kind === 'scalar' && typeof condition.value === 'string')
      return { thresholds: [], fields: [], ruleExpression: condition };
    const hint = isTemporal
      ? 'write gte: and a number under it, or names of rules joined by and, or, not'
      : 'write gte: and a number under it';
    report(condition.place, 'the condition must be a map', hint);
    return undefined;
  }
  for (const { key, place } of condition.entries) {
    if (!knownKeys.includes(key))
      report(place, `a correlation's condition has no key "${key}"`, suggestName(key, knownKeys));
  }
  const percentile = readPercentile(condition, type, report);
  return {
    thresholds: readThresholds(condition, report),
    fields: readMeasuredFields(condition, type, context),
    ...(percentile !== undefined && { percentile }),
  };
}

function readThresholds(condition: LocatedMap, report: Report): readonly Threshold[] {
  const entries = operators.flatMap((operator) => {
    const entry = entryOf(condition, operator);
    return entry === undefined ? [] : [{ operator, value: entry.value }];
  });
  if (entries.length === 0) {
    report(condition.place, 'the condition has no threshold', `add one of ${operators.join(', ')} with a number`);
  }
  return entries.flatMap(({ operator, value }) => {
    if (value.kind === 'scalar' && typeof value.value === 'number' && Number.isFinite(value.value)) {
      return [{ operator, value: value.value === 0 ? 0 : value.value }];
    }
    report(value.place, `${operator} needs a number`, 'write the number without quotes');
    return [];
  });
}

function readMeasuredFields(condition: LocatedMap, type: CorrelationType, context: ParseContext): readonly string[] {
  const { report } = context;
  const fields = readFields(condition, 'field', context);
  const needsField = type.startsWith('value_');
  if (needsField && fields.length === 0) {
    report(condition.place, `${type} needs the field whose values it looks at`, 'add field: to the condition');
  }
  if (!needsField && fields.length > 0) {
    const place = placeOfKey(condition, 'field');
    report(place, `${type} counts records, not a field's values`, 'take field away, or use value_count');
  }
  return fields;
}

function readPercentile(condition: LocatedMap, type: CorrelationType, report: Report): number | undefined {
  const entry = givenEntry(condition, 'percentile');
  if (type !== 'value_percentile') {
    if (entry !== undefined) report(entry.place, `${type} has no percentile`, 'take it away, or use value_percentile');
    return undefined;
  }
  if (entry === undefined) return defaultPercentile;
  const { value } = entry;
  if (value.kind === 'scalar' && typeof value.value === 'number' && value.value >= 0 && value.value <= 100)
    return value.value;
  report(value.place, 'percentile must be a number from 0 to 100', 'write the number without quotes');
  return undefined;
}
