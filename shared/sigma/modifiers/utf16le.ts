import { encodingModifier, utf16Bytes } from './encoding.ts';
import type { ValueModifier } from './modifier.ts';

/** `utf16le` or `wide`: the text as UTF-16, low byte first, for a Base64 modifier to encode. */
export const utf16le: ValueModifier = encodingModifier({ name: 'utf16le', aliases: ['wide'] }, (text) =>
  utf16Bytes(text, 'little-endian'),
);
