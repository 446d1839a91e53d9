import type { ParseContext } from './context.ts';
import { entryOf, isEmpty, type LocatedMap, placeOfKey } from './located.ts';
import { namesIn } from './names-in.ts';
import { type ParsedDetection, parseDetection } from './parse-detection.ts';
import { type RuleReference, readReferences } from './read-references.ts';
import { givenEntry, textOf } from './read-value.ts';

/** A filter whose references to rules are still as written. */
export interface ParsedFilter extends ParsedDetection {
  readonly targets: 'any' | readonly RuleReference[];
}

/** Parse what a filter adds to rules, and to which; `undefined` when something is wrong with it, which is reported.
 * @see Sigma filters specification */
export function parseFilter(filter: LocatedMap, context: ParseContext): ParsedFilter | undefined {
  const { report } = context;
  const targets = parseTargets(filter, context);
  const condition = entryOf(filter, 'condition');
  if (condition === undefined || isEmpty(condition.value)) {
    const hint = 'add condition: not selection to leave out what the selection describes';
    report(placeOfKey(filter, 'condition'), 'the filter has no condition', hint);
    return undefined;
  }
  if (condition.value.kind === 'list') {
    report(condition.value.place, 'a filter has one condition, not a list', 'join them by and, or');
    return undefined;
  }
  const looksFor = { ...filter, entries: filter.entries.filter(({ key }) => key !== 'rules') };
  const detection = parseDetection(looksFor, context);
  if (detection === undefined) return undefined;
  const used = namesIn(detection.condition);
  for (const { key, place } of looksFor.entries) {
    if (key === 'condition' || used.includes(key)) continue;
    report(place, `the filter's condition does not use the selection "${key}"`, 'use it, or take it out');
  }
  return targets === undefined ? undefined : { ...detection, targets };
}

function parseTargets(filter: LocatedMap, { report }: ParseContext): ParsedFilter['targets'] | undefined {
  const entry = givenEntry(filter, 'rules');
  if (entry === undefined) {
    const hint = 'add rules: with their ids or names, or rules: any for all';
    report(placeOfKey(filter, 'rules'), 'the filter does not say which rules it is for', hint);
    return undefined;
  }
  return textOf(entry.value)?.toLowerCase() === 'any' ? 'any' : readReferences(entry, 'filter', report);
}
