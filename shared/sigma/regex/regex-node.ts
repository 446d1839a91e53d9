import type { CharRanges } from './char-ranges.ts';

/** A parsed regular expression: case, dots and classes are already resolved to the characters they mean. */
export type RegexNode =
  | { readonly kind: 'set'; readonly ranges: CharRanges }
  | { readonly kind: 'sequence'; readonly of: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly of: readonly RegexNode[] }
  /** `max` is absent for no bound. */
  | { readonly kind: 'repeat'; readonly of: RegexNode; readonly min: number; readonly max?: number }
  | { readonly kind: 'assert'; readonly at: Assertion };

/** A place between two characters. */
export type Assertion = 'start' | 'end' | 'line-start' | 'line-end' | 'word-edge' | 'no-word-edge';

/** Tell how many program steps a node takes, counted repetitions being written out. */
export function regexSize(node: RegexNode): number {
  switch (node.kind) {
    case 'set':
    case 'assert':
      return 1;
    case 'sequence':
    case 'choice':
      return node.of.reduce((sum, part) => sum + regexSize(part) + 1, 1);
    case 'repeat':
      return (regexSize(node.of) + 2) * Math.max(1, node.max ?? node.min + 1);
  }
}
