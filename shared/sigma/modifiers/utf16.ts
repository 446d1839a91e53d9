import { encodingModifier, utf16Bytes } from './encoding.ts';
import type { ValueModifier } from './modifier.ts';

/** `utf16`: the text as UTF-16 with its byte order mark, low byte first, for a Base64 modifier to encode. */
export const utf16: ValueModifier = encodingModifier({ name: 'utf16' }, (text) => [
  0xff,
  0xfe,
  ...utf16Bytes(text, 'little-endian'),
]);
