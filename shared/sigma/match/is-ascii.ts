/** Tell whether a text has ASCII characters only. */
export function isAscii(text: string): boolean {
  return !/\P{ASCII}/u.test(text);
}
