/** The bytes that structure JSON text. */
export const byteOf = {
  quote: 0x22,
  backslash: 0x5c,
  comma: 0x2c,
  colon: 0x3a,
  openBrace: 0x7b,
  closeBrace: 0x7d,
  openBracket: 0x5b,
  closeBracket: 0x5d,
  newline: 0x0a,
} as const;

/** A set of bytes, as a table: looking a byte up costs one load. */
export type ByteSet = Readonly<Uint8Array>;

/** The set of the given bytes. */
export function byteSet(...bytes: readonly number[]): ByteSet {
  const set = new Uint8Array(256);
  for (const byte of bytes) set[byte] = 1;
  return set;
}

/** Position of the first byte of the set at or after `from`; the chunk's length when there is none. */
export function findByte(chunk: Uint8Array, from: number, set: ByteSet): number {
  let at = from;
  // Inside the loop `at` is a valid position: the index cannot miss.
  while (at < chunk.length && set[chunk[at] as number] === 0) at++;
  return at;
}

/** Position of the first byte outside the set at or after `from`; the chunk's length when there is none. */
export function skipBytes(chunk: Uint8Array, from: number, set: ByteSet): number {
  let at = from;
  while (at < chunk.length && set[chunk[at] as number] === 1) at++;
  return at;
}

/** Position of the quote that closes a string, or the chunk's length when the chunk ends inside it.
 * @param from a position in the string that does not follow a lone backslash */
export function findStringEnd(chunk: Buffer, from: number): number {
  // Much of a log lies in strings, and Buffer's search is native code.
  let at = chunk.indexOf(byteOf.quote, from);
  while (at !== -1 && endsEscaping(chunk, from, at)) at = chunk.indexOf(byteOf.quote, at + 1);
  return at === -1 ? chunk.length : at;
}

/** Tell whether the bytes of a string from one position to another end in a backslash that escapes what follows. */
export function endsEscaping(chunk: Uint8Array, from: number, to: number): boolean {
  let at = to;
  while (at > from && chunk[at - 1] === byteOf.backslash) at--;
  return (to - at) % 2 === 1;
}
