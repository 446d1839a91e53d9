import { isAscii } from 'node:buffer';
import type { Json } from '#shared/model/json.ts';

/** The value that JSON text states, or `undefined` when it is not JSON. Bytes that are not UTF-8 read as U+FFFD. */
export function parseJson(text: string | Uint8Array): Json | undefined {
  try {
    return JSON.parse(typeof text === 'string' ? text : decode(text));
  } catch {
    // The engine's message quotes the input, which must not travel unescaped: the caller says what and where.
    return undefined;
  }
}

/** Records are nearly always ASCII, of which a one-byte decode makes text that is faster to parse. */
function decode(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString(isAscii(buffer) ? 'latin1' : 'utf8');
}
