import type { Condition, Selection } from '../ast.ts';
import type { ParseContext } from './context.ts';
import { entryOf, type Located, type LocatedMap, type LocatedScalar, placeInText } from './located.ts';
import { parseCondition } from './parse-condition.ts';
import { parseItem } from './parse-item.ts';

/** What a rule looks for. */
export interface ParsedDetection {
  readonly selections: Readonly<Record<string, Selection>>;
  readonly condition: Condition;
}

/** Parse the detection of a rule; `undefined` when something is wrong with it, which is reported. */
export function parseDetection(detection: LocatedMap, context: ParseContext): ParsedDetection | undefined {
  const defined = detection.entries.filter(({ key }) => key !== 'condition' && key !== 'timeframe');
  const timeframe = entryOf(detection, 'timeframe');
  if (timeframe !== undefined) {
    const hint = 'write a correlation with a timespan that refers to the rule';
    context.report(timeframe.place, 'timeframe is no longer part of Sigma', hint);
  }
  const selections = defined.map(({ key, value }) => [key, parseSelection(value, context)] as const);
  const names = defined.map(({ key }) => key);
  const condition = parseConditions(detection, names, context);
  const known = selections.flatMap(([name, selection]) =>
    selection === undefined ? [] : [[name, selection] as const],
  );
  if (timeframe !== undefined || condition === undefined || known.length < selections.length) return undefined;
  return { selections: Object.fromEntries(known), condition };
}

/** A map is all of its lines; a list of maps any of them; texts alone are keywords. */
function parseSelection(value: Located, context: ParseContext): Selection | undefined {
  if (value.kind === 'map') {
    if (value.entries.length === 0) {
      context.report(value.place, 'the selection is empty', 'name at least one field and its value');
      return undefined;
    }
    return joinSelections(
      'all',
      value.entries.map((entry) => parseItem(entry, context)),
    );
  }
  if (value.kind === 'scalar' || value.items.every((item) => item.kind === 'scalar')) {
    return parseItem({ key: '', place: value.place, value }, context);
  }
  return joinSelections(
    'any',
    value.items.map((item) => parseAlternative(item, context)),
  );
}

function parseAlternative(item: Located, context: ParseContext): Selection | undefined {
  if (item.kind !== 'list') return parseSelection(item, context);
  context.report(item.place, 'a list stands inside a list', 'put its values into the outer list');
  return undefined;
}

function joinSelections(kind: 'all' | 'any', parts: readonly (Selection | undefined)[]): Selection | undefined {
  const of = parts.filter((part) => part !== undefined);
  const [only] = of;
  if (of.length < parts.length || only === undefined) return undefined;
  return of.length === 1 ? only : { kind, of };
}

function parseConditions(
  detection: LocatedMap,
  names: readonly string[],
  context: ParseContext,
): Condition | undefined {
  const entry = entryOf(detection, 'condition');
  if (entry === undefined) {
    context.report(
      detection.place,
      'the detection has no condition',
      'add condition: with the names of the selections',
    );
    return undefined;
  }
  const values = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  const conditions = values.map((value) => {
    if (value.kind === 'scalar' && typeof value.value === 'string') return parseOneCondition(value, names, context);
    context.report(value.place, 'a condition must be a text', 'name the selections, joined by and, or, not');
    return undefined;
  });
  const of = conditions.filter((condition) => condition !== undefined);
  const [only] = of;
  if (values.length === 0) context.report(entry.place, 'the list of conditions is empty', 'list at least one');
  if (of.length < values.length || only === undefined) return undefined;
  return of.length === 1 ? only : { kind: 'any', of };
}

function parseOneCondition(
  scalar: LocatedScalar,
  names: readonly string[],
  { report }: ParseContext,
): Condition | undefined {
  const parsed = parseCondition(scalar.written, names);
  if (parsed.ok) return parsed.condition;
  report(placeInText(scalar, parsed.at), parsed.message, parsed.hint);
  return undefined;
}
