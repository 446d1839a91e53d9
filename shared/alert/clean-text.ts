/** Characters that a reader cannot see or that steer what is shown: controls, direction overrides, zero-width characters,
 * fillers and variation selectors, line separators, lone surrogates and noncharacters. */
export const unseen: RegExp =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** Text from a record made safe to show on one line: white space and line breaks become one space, every other character that
 * cannot be seen becomes `�`, so that `ad\u200Bmin` never reads like `admin`. */
export function cleanText(text: string): string {
  return text
    .replace(/[\s\u0085]+/gu, ' ')
    .replace(unseen, '\uFFFD')
    .trim();
}

/** Clean text in which a link cannot be followed: `https[:]//` and `www[.]`, which mail and chat programs do not turn into one. */
export function cleanValue(text: string): string {
  return cleanText(text)
    .replaceAll('://', '[:]//')
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}[.]`);
}
