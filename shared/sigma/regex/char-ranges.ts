/** Code points as `[from, to]` pairs, both included. */
export type CharRanges = readonly (readonly [number, number])[];

const lastCodePoint = 0x10ffff;

/** `\d`; like `\w` and `\s` ASCII only, as PCRE has it without its Unicode switch. */
export const digitRanges: CharRanges = [[0x30, 0x39]];
/** `\w` */
export const wordRanges: CharRanges = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
/** `\s` */
export const spaceRanges: CharRanges = [
  [0x09, 0x0d],
  [0x20, 0x20],
];
/** What a dot leaves out, and what ends a line. */
export const newlineRanges: CharRanges = [[0x0a, 0x0a]];

/** The same code points in ascending pairs that neither overlap nor touch. */
export function mergeRanges(ranges: CharRanges): CharRanges {
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Every other code point. */
export function invertRanges(ranges: CharRanges): CharRanges {
  const inverted: [number, number][] = [];
  let next = 0;
  for (const [from, to] of mergeRanges(ranges)) {
    if (from > next) inverted.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= lastCodePoint) inverted.push([next, lastCodePoint]);
  return inverted;
}

/** No letter with another case lies above this. */
const lastCasedCodePoint = 0x1ffff;

/** The ranges with the upper and lower case of each letter in them. */
export function ignoreCase(ranges: CharRanges): CharRanges {
  const variants: [number, number][] = [];
  for (const [from, to] of ranges) {
    for (let codePoint = from; codePoint <= Math.min(to, lastCasedCodePoint); codePoint += 1) {
      const character = String.fromCodePoint(codePoint);
      for (const variant of [character.toLowerCase(), character.toUpperCase()]) {
        const [single = '', ...others] = variant;
        const value = single.codePointAt(0);
        if (others.length === 0 && value !== undefined && value !== codePoint) variants.push([value, value]);
      }
    }
  }
  return variants.length === 0 ? ranges : mergeRanges([...ranges, ...variants]);
}

/** Tell whether merged ranges hold a code point. */
export function rangesInclude(ranges: CharRanges, codePoint: number): boolean {
  return ranges.some(([from, to]) => from <= codePoint && codePoint <= to);
}
