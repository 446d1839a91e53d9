import { newlineRanges, rangesInclude, wordRanges } from './char-ranges.ts';
import type { Assertion } from './regex-node.ts';
import type { Step } from './regex-program.ts';

/** What lies on one side of a place: nothing, or a character of some kind. */
export type Side = 'edge' | 'newline' | 'word' | 'other';

/** What kind of side a character is. */
export function sideOf(codePoint: number): Side {
  if (rangesInclude(newlineRanges, codePoint)) return 'newline';
  return rangesInclude(wordRanges, codePoint) ? 'word' : 'other';
}

/** Follow all steps that take no character.
 * @returns the places reached, those started from included */
export function reachablePlaces(
  program: readonly Step[],
  from: readonly number[],
  before: Side,
  after: Side,
): ReadonlySet<number> | 'matched' {
  const reached = new Set(from);
  // A set is walked in order of insertion, also over what is added on the way.
  for (const place of reached) {
    const step = program[place];
    if (step === undefined || step.kind === 'set') continue;
    if (step.kind === 'match') return 'matched';
    if (step.kind === 'split') for (const next of step.to) reached.add(next);
    else if (assertionHolds(step.at, before, after)) reached.add(place + 1);
  }
  return reached;
}

function assertionHolds(assertion: Assertion, before: Side, after: Side): boolean {
  switch (assertion) {
    case 'start':
      return before === 'edge';
    case 'end':
      return after === 'edge';
    case 'line-start':
      return before === 'edge' || before === 'newline';
    case 'line-end':
      return after === 'edge' || after === 'newline';
    case 'word-edge':
      return (before === 'word') !== (after === 'word');
    case 'no-word-edge':
      return (before === 'word') === (after === 'word');
  }
}
