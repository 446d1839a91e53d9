import type { StringTest } from '../ast.ts';
import { suggestName } from '../parse/nearest-name.ts';
import { joinParts, parsePattern } from '../pattern-text.ts';
import { drafts, problem, type ValueModifier } from './modifier.ts';

type Parts = StringTest['parts'];
/** A part of a text, or a placeholder in it. */
type Piece = Parts[number] | { readonly placeholder: string };

const maxVariants = 1_000;

/** `expand`: each `%name%` stands for the values that the settings give it; `\%` is a plain percent sign. */
export const expand: ValueModifier = {
  kind: 'value',
  name: 'expand',
  allowsKeyword: true,
  apply(draft, { placeholders }) {
    if (draft.test !== 'string') return problem('expand needs a text', 'put expand before what makes it another type');
    let variants: readonly Parts[] = [[]];
    for (const piece of draft.parts.flatMap(splitPlaceholders)) {
      const choices = choicesOf(piece, placeholders);
      if (choices === undefined) {
        const hint = `give it values in the settings; ${suggestName(nameOf(piece), placeholders.keys())}`;
        return problem(`nothing is known of the placeholder %${nameOf(piece)}%`, hint);
      }
      if (choices.length === 0) {
        return problem(
          `the placeholder %${nameOf(piece)}% has no values`,
          'give it at least one value in the settings',
        );
      }
      if (variants.length * choices.length > maxVariants) {
        return problem(`the placeholders make more than ${maxVariants} values`, 'split the value or give fewer values');
      }
      variants = variants.flatMap((parts) => choices.map((choice) => [...parts, ...choice]));
    }
    return drafts(...variants.map((parts) => ({ ...draft, parts: joinParts(parts) })));
  },
};

/** What may stand in a piece's place; `undefined` for an unknown placeholder. */
function choicesOf(piece: Piece, placeholders: ReadonlyMap<string, readonly string[]>): readonly Parts[] | undefined {
  if (typeof piece === 'string' || 'wildcard' in piece) return [[piece]];
  return placeholders.get(piece.placeholder)?.map(parsePattern);
}

function nameOf(piece: Piece): string {
  return typeof piece === 'object' && 'placeholder' in piece ? piece.placeholder : '';
}

function splitPlaceholders(part: Parts[number]): readonly Piece[] {
  if (typeof part !== 'string') return [part];
  return Array.from(part.matchAll(/\\%|%(\w+)%|./gs), ([text, name]): Piece => {
    if (name !== undefined) return { placeholder: name };
    return text === '\\%' ? '%' : text;
  });
}
