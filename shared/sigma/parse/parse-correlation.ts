import { type CorrelationRule, correlationTypes } from '../ast.ts';
import type { ParseContext } from './context.ts';
import { type LocatedMap, type LocatedScalar, placeOfKey, placeOfValue, type Report } from './located.ts';
import { suggestName } from './nearest-name.ts';
import { parseThresholds } from './parse-thresholds.ts';
import { parseTimespan } from './parse-timespan.ts';
import { readFields } from './read-fields.ts';
import { type RuleReference, readReferences, referencesIn } from './read-references.ts';
import { givenEntry, readChoice, readText, textOf } from './read-value.ts';

/** A correlation whose references to other rules are still as written. */
export interface ParsedCorrelation
  extends Pick<
    CorrelationRule,
    'type' | 'groupBy' | 'timespanMs' | 'thresholds' | 'fields' | 'percentile' | 'generate'
  > {
  readonly references: readonly RuleReference[];
  readonly aliases: readonly AliasSource[];
  /** A condition over rules as it is written; `thresholds` are empty then. */
  readonly ruleExpression?: LocatedScalar;
}

/** A field's alias: what it is called in the records of each rule. */
export interface AliasSource {
  readonly alias: string;
  readonly fields: readonly { readonly rule: RuleReference; readonly field: string }[];
}

const knownKeys: readonly string[] = ['type', 'rules', 'group-by', 'timespan', 'condition', 'aliases', 'generate'];

/** Parse what a correlation counts; `undefined` when something is wrong with it, which is reported.
 * @see Sigma correlation rules specification */
export function parseCorrelation(correlation: LocatedMap, context: ParseContext): ParsedCorrelation | undefined {
  const { report } = context;
  for (const { key, place } of correlation.entries) {
    if (!knownKeys.includes(key)) report(place, `a correlation has no key "${key}"`, suggestName(key, knownKeys));
  }
  const type = readChoice(correlation, 'type', correlationTypes, report);
  requireKeys(correlation, ['type', 'timespan'], report);
  const timespanMs = readTimespan(correlation, report);
  const aliases = readAliases(correlation, report);
  const generate = readGenerate(correlation, report);
  const counted = type === undefined ? undefined : parseThresholds(correlation, type, context);
  const references = findReferences(correlation, counted?.ruleExpression, report);
  if (type === undefined || timespanMs === undefined || counted === undefined || references.length === 0)
    return undefined;
  return {
    type,
    references,
    groupBy: readFields(correlation, 'group-by', context),
    timespanMs,
    aliases,
    generate,
    ...counted,
  };
}

function requireKeys(correlation: LocatedMap, keys: readonly string[], report: Report): void {
  for (const key of keys) {
    if (givenEntry(correlation, key) !== undefined) continue;
    report(placeOfKey(correlation, key), `the correlation has no ${key}`, `add ${key}:`);
  }
}

/** A condition over rules may stand alone: the rules are those that it names, in its order. */
function findReferences(
  correlation: LocatedMap,
  expression: LocatedScalar | undefined,
  report: Report,
): readonly RuleReference[] {
  const entry = givenEntry(correlation, 'rules');
  if (entry === undefined && expression !== undefined) return referencesIn(expression);
  requireKeys(correlation, ['rules'], report);
  return entry === undefined ? [] : readReferences(entry, 'correlation', report);
}

function readTimespan(correlation: LocatedMap, report: Report): number | undefined {
  const text = readText(correlation, 'timespan', report);
  if (text === undefined) return undefined;
  const timespanMs = parseTimespan(text);
  const place = placeOfValue(correlation, 'timespan');
  if (timespanMs === undefined)
    report(place, `"${text}" is not a timespan`, 'write a number and s, m, h or d, such as 10m');
  return timespanMs;
}

function readGenerate(correlation: LocatedMap, report: Report): boolean {
  const entry = givenEntry(correlation, 'generate');
  if (entry === undefined) return false;
  const { value } = entry;
  if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value;
  report(value.place, 'generate must be true or false', 'write true or false without quotes');
  return false;
}

function readAliases(correlation: LocatedMap, report: Report): readonly AliasSource[] {
  const entry = givenEntry(correlation, 'aliases');
  if (entry === undefined) return [];
  const hint = 'under the alias write one line "rule: field" for each rule';
  if (entry.value.kind !== 'map') {
    report(entry.value.place, 'aliases must be a map', hint);
    return [];
  }
  return entry.value.entries.flatMap(({ key: alias, place, value }) => {
    if (value.kind !== 'map') {
      report(place, `the alias "${alias}" says no fields`, hint);
      return [];
    }
    const fields = value.entries.flatMap((line) => {
      const field = textOf(line.value);
      if (field !== undefined) return [{ rule: { text: line.key, place: line.place }, field }];
      report(line.value.place, `the alias "${alias}" must name a field`, hint);
      return [];
    });
    return [{ alias, fields }];
  });
}
