import { cleanValue } from './clean-text.ts';

/** Letters and signs that decomposition leaves as they are, with what they are usually written as. */
const spellings: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['Æ', 'AE'],
  ['æ', 'ae'],
  ['Ø', 'O'],
  ['ø', 'o'],
  ['Œ', 'OE'],
  ['œ', 'oe'],
  ['Ł', 'L'],
  ['ł', 'l'],
  ['Đ', 'D'],
  ['đ', 'd'],
  ['‘', "'"],
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
  ['–', '-'],
  ['—', '-'],
  ['…', '...'],
]);

/** Text of printable ASCII only, without links: accents are dropped, a few letters spelled out, all else becomes `?`. */
export function asciiText(text: string): string {
  // In this order: of full-width letters and signs normalising makes a link.
  return cleanValue(text.normalize('NFKD'))
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7E]/gu, (character) => spellings.get(character) ?? '?');
}

/** Printable ASCII of at most `maxLength` characters; what is cut is told by a final `...`.
 * @param maxLength at least 3 */
export function shortenAscii(text: string, maxLength: number): string {
  const ascii = asciiText(text);
  return ascii.length <= maxLength ? ascii : `${ascii.slice(0, maxLength - 3).trimEnd()}...`;
}
