import type { CharRanges } from './char-ranges.ts';
import type { Assertion, RegexNode } from './regex-node.ts';

/** One step of a program. `split` goes on at both places; `match` is the last step of every program. */
export type Step =
  | { readonly kind: 'set'; readonly ranges: CharRanges }
  | { readonly kind: 'assert'; readonly at: Assertion }
  | { readonly kind: 'split'; readonly to: readonly number[] }
  | { readonly kind: 'match' };

/** Write a regular expression out as steps; a step that is no split goes on at the next one.
 * @see Russ Cox, "Regular Expression Matching Can Be Simple And Fast" (Thompson's construction) */
export function regexProgram(node: RegexNode): readonly Step[] {
  const steps: Step[] = [];
  emit(node, steps);
  steps.push({ kind: 'match' });
  return steps;
}

function emit(node: RegexNode, steps: Step[]): void {
  switch (node.kind) {
    case 'set':
      steps.push({ kind: 'set', ranges: node.ranges });
      return;
    case 'assert':
      steps.push({ kind: 'assert', at: node.at });
      return;
    case 'sequence':
      for (const part of node.of) emit(part, steps);
      return;
    case 'choice':
      emitChoice(node.of, steps);
      return;
    case 'repeat':
      for (let count = 0; count < node.min; count += 1) emit(node.of, steps);
      if (node.max === undefined) emitLoop(node.of, steps);
      else for (let count = node.min; count < node.max; count += 1) emitChoice([node.of, nothing], steps);
      return;
  }
}

const nothing: RegexNode = { kind: 'sequence', of: [] };

function emitChoice(choices: readonly RegexNode[], steps: Step[]): void {
  const entry = steps.length;
  const starts: number[] = [];
  const exits: number[] = [];
  steps.push({ kind: 'split', to: starts });
  for (const choice of choices) {
    starts.push(steps.length);
    emit(choice, steps);
    exits.push(steps.length);
    steps.push({ kind: 'split', to: [entry] });
  }
  for (const exit of exits) steps[exit] = { kind: 'split', to: [steps.length] };
}

function emitLoop(body: RegexNode, steps: Step[]): void {
  const entry = steps.length;
  const to: number[] = [entry + 1];
  steps.push({ kind: 'split', to });
  emit(body, steps);
  steps.push({ kind: 'split', to: [entry] });
  to.push(steps.length);
}
