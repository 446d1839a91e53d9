import { cleanValue } from './clean-text.ts';
import { shortenText } from './shorten-text.ts';

/** Signs that mean something in Slack's or Microsoft Teams' markdown, with signs that look alike and mean nothing.
 *
 * Neither escape works in both: Slack shows backslashes, Teams shows entities inside code. */
const lookalikes: ReadonlyMap<string, string> = new Map([
  ['*', '∗'],
  ['_', 'ˍ'],
  ['~', '∼'],
  ['`', 'ˋ'],
  ['<', '‹'],
  ['>', '›'],
  ['[', '［'],
  [']', '］'],
  ['&', '＆'],
  ['|', '∣'],
  ['\\', '∖'],
]);

/** One line of text that no chat program formats, links or takes for a mention such as `<!here>`.
 *
 * Not for copying: signs are replaced by look-alikes. Values to copy go through {@link codeSpan}. */
export function inertMarkdown(text: string, maxLength: number): string {
  return shortenText(
    cleanValue(text).replace(/[*_~`<>[\]&|\\]/g, (sign) => lookalikes.get(sign) ?? sign),
    maxLength,
  );
}

/** A value set as code, in which chat programs format nothing; only backticks and Slack's angle brackets are replaced.
 * @param maxLength of the value, in UTF-16 units, without the backticks around it */
export function codeSpan(value: string, maxLength: number): string {
  const inert = cleanValue(value).replace(/[`<>]/g, (sign) => lookalikes.get(sign) ?? sign);
  return `\`${shortenText(inert, maxLength)}\``;
}
