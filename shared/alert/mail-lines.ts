import { cleanText } from './clean-text.ts';
import { shortenText } from './shorten-text.ts';
import { wrapText } from './wrap-text.ts';

export const lineWidth = 72;
export const maxTextLength = 600;

/** A heading and its lines; nothing where there are no lines. */
export function section(name: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [name, ...lines];
}

/** Texts as a list, the first so many of them.
 * @param markOf what stands before a text */
export function bullets(texts: readonly string[], most: number, markOf: (index: number) => string): readonly string[] {
  const lines = texts.slice(0, most).flatMap((text, index) => {
    return indented(markOf(index), text);
  });
  return texts.length > most ? [...lines, `and ${texts.length - most} more`] : lines;
}

/** A text behind a mark. Lines that go on are set in: no word of a value, however it wraps, can pass for a label or a heading. */
export function indented(mark: string, text: string): readonly string[] {
  const margin = ' '.repeat(Math.max(mark.length, 2));
  const [first, ...rest] = wrapText(text, lineWidth - margin.length);
  return [`${mark}${first}`, ...rest.map((line) => `${margin}${line}`)];
}

/** A text that is not long, safe to show. */
export function shownText(text: string): string {
  return shortenText(cleanText(text), maxTextLength);
}
