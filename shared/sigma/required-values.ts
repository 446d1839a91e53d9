import type { Condition, DetectionRule, Selection, ValueTest } from './ast.ts';
import { isAscii } from './match/is-ascii.ts';

/** The values, in lower case and distinct, one of which a field must have for the rule to match; `undefined` when that cannot
 * be said.
 *
 * Sound: a rule never matches an event whose field is a text, number or boolean that is not among them when spelled as text in
 * lower case, nor one whose field is absent or null. A field that is a list or object must be tried with every rule.
 * @param field as the rule spells it; the same field by another path is not recognised */
export function requiredValues(rule: DetectionRule, field: string): readonly string[] | undefined {
  return ofCondition(rule.condition, new Map(Object.entries(rule.selections)), field);
}

type Values = readonly string[] | undefined;

function ofCondition(condition: Condition, selections: ReadonlyMap<string, Selection>, field: string): Values {
  switch (condition.kind) {
    case 'selection': {
      const selection = selections.get(condition.name);
      return selection === undefined ? undefined : ofSelection(selection, field);
    }
    case 'not':
      return undefined;
    case 'all':
      return smallest(condition.of.map((part) => ofCondition(part, selections, field)));
    case 'any':
      return union(condition.of.map((part) => ofCondition(part, selections, field)));
  }
}

function ofSelection(selection: Selection, field: string): Values {
  switch (selection.kind) {
    case 'all':
      return smallest(selection.of.map((part) => ofSelection(part, field)));
    case 'any':
      return union(selection.of.map((part) => ofSelection(part, field)));
    case 'item': {
      if (selection.field !== field || selection.negated) return undefined;
      const values = selection.tests.map(ofTest);
      return selection.match === 'all' ? smallest(values) : union(values);
    }
  }
}

/** Only exact texts can be looked up. Beyond ASCII lower case is not the form in which the matcher compares. */
function ofTest(test: ValueTest): Values {
  if (test.test === 'any') return union(test.of.map(ofTest));
  if (test.test !== 'string' || test.parts.length > 1) return undefined;
  const [text = ''] = test.parts;
  return typeof text === 'string' && isAscii(text) ? [text.toLowerCase()] : undefined;
}

/** Every part must hold, so the strictest one that is known will do. */
function smallest(parts: readonly Values[]): Values {
  return parts.reduce((best, values) => (values && (!best || values.length < best.length) ? values : best), undefined);
}

/** One part must hold; if one of them is not known, nothing is. */
function union(parts: readonly Values[]): Values {
  const known = parts.filter((values) => values !== undefined);
  return known.length === parts.length && parts.length > 0 ? [...new Set(known.flat())] : undefined;
}
