import type { DetectionItem } from '../ast.ts';
import { itemInWords } from '../plain-words.ts';

/** A selection or a line that has to hold, or has to fail, for something to hold. */
export type Fact = { readonly kind: 'selection'; readonly name: string; readonly holds: boolean } | ItemFact;

/** A line that has to hold, or to fail; the item itself is never negated. */
export interface ItemFact {
  readonly kind: 'item';
  readonly item: DetectionItem;
  readonly holds: boolean;
}

/** A text that two facts share if they are about the same, whichever way each is. */
export function subjectOf(fact: Fact): string {
  return fact.kind === 'selection' ? `selection ${fact.name}` : JSON.stringify(fact.item);
}

/** A fact in plain words. */
export function factInWords({ holds, ...fact }: Fact): string {
  const words = fact.kind === 'selection' ? `"${fact.name}" holds` : itemInWords(fact.item);
  return holds ? words : `not: ${words}`;
}
