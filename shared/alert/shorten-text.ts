/** Text of at most `maxLength` UTF-16 units; what is cut is told by a final `…`. No surrogate pair is cut in two.
 * @param maxLength at least 1 */
export function shortenText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const kept = text.slice(0, maxLength - 1);
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
