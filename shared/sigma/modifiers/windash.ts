import type { StringTest } from '../ast.ts';
import { joinParts } from '../pattern-text.ts';
import { asText } from './as-text.ts';
import { drafts, problem, type ValueModifier } from './modifier.ts';

/** Hyphen, slash, en dash, em dash and horizontal bar: a command line option may start with any of them. */
const dashes: readonly string[] = ['-', '/', '\u2013', '\u2014', '\u2015'];

/** A dash that starts a word and ends none: the first of `-user-name`, not the second. */
const optionDash = /(?<![\p{L}\p{N}_])[-/\u2013-\u2015](?=[\p{L}\p{N}_])/gu;

/** Five dashes to the power of this many places. */
const maxPlaces = 4;

/** `windash`: the text stands for every way to write its command line options. */
export const windash: ValueModifier = {
  kind: 'value',
  name: 'windash',
  allowsKeyword: true,
  apply(draft, context) {
    const text = asText(draft, context);
    if (text === undefined) return problem('windash needs a text', 'leave it out');
    const places = text.parts.flatMap(choicesOf);
    if (places.filter((choices) => choices.length > 1).length > maxPlaces) {
      return problem(
        `windash has more than ${maxPlaces} dashes to vary`,
        'split the value into several, joined by all',
      );
    }
    const variants = places.reduce<readonly StringTest['parts'][]>(
      (made, choices) => made.flatMap((parts) => choices.map((choice) => [...parts, choice])),
      [[]],
    );
    return drafts(...variants.map((parts) => ({ ...text, parts: joinParts(parts) })));
  },
};

/** What may stand at each place of a part: one thing, or any dash. */
function choicesOf(part: StringTest['parts'][number]): readonly StringTest['parts'][] {
  if (typeof part !== 'string') return [[part]];
  return part.split(optionDash).flatMap((piece, at) => (at === 0 ? [[piece]] : [dashes, [piece]]));
}
