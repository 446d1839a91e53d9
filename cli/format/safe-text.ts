/** A text that may go to a terminal or a one-line field: nothing in it can move the cursor, set colours, break the line or turn
 * the writing direction. Whoever made the call chose most texts of a record, so all of them are passed through here. */
export function safeText(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code < 0x1_0000 ? code.toString(16).padStart(4, '0') : `{${code.toString(16)}}`}`;
  });
}

/** Controls, format characters (bidirectional overrides, zero-width), lone surrogates, line and paragraph separators. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
