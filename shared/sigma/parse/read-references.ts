import { type LocatedEntry, type LocatedScalar, type Place, placeInText, type Report } from './located.ts';
import { textOf } from './read-value.ts';
import { tokenizeCondition } from './tokenize-condition.ts';

/** How a correlation or filter calls another rule, and where. */
export interface RuleReference {
  /** Id, name or title. */
  readonly text: string;
  readonly place: Place;
}

/** The rules that a key lists; one text alone is a list of one. Empty when it names none, which is reported. */
export function readReferences(
  { place, value: listed }: LocatedEntry,
  what: 'correlation' | 'filter',
  report: Report,
): readonly RuleReference[] {
  const values = listed.kind === 'list' ? listed.items : [listed];
  if (values.length === 0) report(place, `the ${what} refers to no rules`, 'list their ids or names');
  return values.flatMap((value) => {
    const text = textOf(value);
    if (text !== undefined) return [{ text, place: value.place }];
    report(value.place, 'a rule must be named by its id or name', 'write one id or name after each dash');
    return [];
  });
}

const operators: readonly string[] = ['and', 'or', 'not', '(', ')', '|'];

/** The rules that a condition over rules names, each once, in its order. */
export function referencesIn(expression: LocatedScalar): readonly RuleReference[] {
  const words = tokenizeCondition(expression.written).filter(({ text }) => !operators.includes(text.toLowerCase()));
  const firsts = words.filter(({ text }, position) => words.findIndex((word) => word.text === text) === position);
  return firsts.map(({ text, at }) => ({ text, place: placeInText(expression, at) }));
}
