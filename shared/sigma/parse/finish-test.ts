import type { ValueTest } from '../ast.ts';
import { asText } from '../modifiers/as-text.ts';
import { type Draft, type ModifierProblem, problem } from '../modifiers/modifier.ts';
import { joinParts } from '../pattern-text.ts';
import type { LocatedScalar } from './located.ts';

/** A value that is through with its modifiers, or why it is no test. */
export type FinishedTest = { readonly ok: true; readonly test: ValueTest } | ModifierProblem;

/** Make a test of a draft. A keyword is looked for anywhere in a text. */
export function finishTest(draft: Draft, scalar: LocatedScalar, isKeyword: boolean): FinishedTest {
  if (draft.test === 'bytes') {
    return problem('no text of a record is in UTF-16', 'put base64 or base64offset after the encoding');
  }
  if (draft.test === 'number') {
    const numberProblem = findNumberProblem(draft.value, scalar.written);
    if (numberProblem !== undefined) return numberProblem;
  }
  if (!isKeyword || draft.test === 'regex') return { ok: true, test: draft };
  const text = asText(draft, scalar);
  if (text === undefined) return problem('a keyword must be a text', 'put the text into quotes');
  const parts = joinParts([{ wildcard: 'many' }, ...text.parts, { wildcard: 'many' }]);
  return { ok: true, test: { ...text, parts } };
}

/** A number whose text says more than its value would never find that text: an account's leading zero, a version's last one. */
function findNumberProblem(value: number, written: string): ModifierProblem | undefined {
  if (String(value) === written) return undefined;
  const hint = `write '${written}' in quotes for the text, ${value} for the number`;
  return problem(`${written} is read as the number ${value}`, hint);
}
