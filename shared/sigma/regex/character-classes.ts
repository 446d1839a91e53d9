import { type CharRanges, newlineRanges, wordRanges } from './char-ranges.ts';
import type { Step } from './regex-program.ts';

/** Characters that no step tells apart share a class. */
export interface CharacterClasses {
  readonly classOf: (codePoint: number) => number;
  /** One code point of each class. */
  readonly samples: readonly number[];
}

/** Sort all code points into classes for one program. */
export function classifyCharacters(program: readonly Step[]): CharacterClasses {
  const ranges = program.flatMap((step): CharRanges => (step.kind === 'set' ? step.ranges : []));
  const edges = [...ranges, ...newlineRanges, ...wordRanges].flatMap(([from, to]) => [from, to + 1]);
  const samples = [...new Set([0, ...edges])].sort((a, b) => a - b);
  const search = (codePoint: number): number => {
    let low = 0;
    let high = samples.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((samples[middle] ?? 0) <= codePoint) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const ascii = Uint16Array.from({ length: 128 }, (_, codePoint) => search(codePoint));
  return { samples, classOf: (codePoint) => ascii[codePoint] ?? search(codePoint) };
}
