import { type CharRanges, digitRanges, invertRanges, spaceRanges, wordRanges } from './char-ranges.ts';
import { RegexError } from './errors.ts';
import type { Assertion } from './regex-node.ts';
import type { TextCursor } from './text-cursor.ts';

/** What an escape means: characters, or a place between two. */
export type Escape = { readonly ranges: CharRanges } | { readonly at: Assertion };

const sets: ReadonlyMap<string, CharRanges> = new Map([
  ['d', digitRanges],
  ['D', invertRanges(digitRanges)],
  ['w', wordRanges],
  ['W', invertRanges(wordRanges)],
  ['s', spaceRanges],
  ['S', invertRanges(spaceRanges)],
]);

const controls: ReadonlyMap<string, number> = new Map([
  ['t', 0x09],
  ['n', 0x0a],
  ['v', 0x0b],
  ['f', 0x0c],
  ['r', 0x0d],
  ['e', 0x1b],
]);

const assertions: ReadonlyMap<string, Assertion> = new Map([
  ['b', 'word-edge'],
  ['B', 'no-word-edge'],
  ['A', 'start'],
  ['z', 'end'],
]);

/** Read an escape whose backslash, at `start`, is already taken.
 * @throws {RegexError} it means nothing here, or something that is not supported */
export function parseEscape(cursor: TextCursor, start: number): Escape {
  const hex = cursor.takeMatch(/x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})/y);
  if (hex !== undefined) return single(Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '', 16), start);
  const letter = cursor.next();
  if (letter === '') throw new RegexError('the expression ends in a backslash', 'write \\\\ for a backslash', start);
  const ranges = sets.get(letter);
  if (ranges !== undefined) return { ranges };
  const control = controls.get(letter);
  if (control !== undefined) return single(control, start);
  const assertion = assertions.get(letter);
  if (assertion !== undefined) return { at: assertion };
  if (/[1-9gk]/.test(letter)) {
    throw new RegexError('back-references are not supported', 'write out what they would repeat', start);
  }
  if (/[A-Za-z0-9]/.test(letter)) {
    throw new RegexError(`the escape \\${letter} is not supported`, 'write a class such as [a-z] instead', start);
  }
  return single(letter.codePointAt(0) ?? 0, start);
}

function single(codePoint: number, start: number): Escape {
  if (codePoint > 0x10ffff) throw new RegexError('there is no such character', 'write at most \\x{10ffff}', start);
  return { ranges: [[codePoint, codePoint]] };
}
