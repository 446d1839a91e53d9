const maxCharacters = 200;
/** A character takes at most four bytes of UTF-8. */
const maxBytes = maxCharacters * 4;

/** The beginning of a text, safe to print: at most 200 characters, those that are not printable replaced by `·`.
 *
 * Inputs are written by strangers: control characters, combining marks and direction changes never reach a terminal. */
export function excerptOf(text: string | Uint8Array): string {
  const beginning = typeof text === 'string' ? text.slice(0, maxBytes) : decodeBeginning(text);
  const characters = [...beginning.trim()];
  const kept = characters.slice(0, maxCharacters).join('');
  return kept.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '·');
}

function decodeBeginning(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, maxBytes));
}
