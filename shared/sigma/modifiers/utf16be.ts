import { encodingModifier, utf16Bytes } from './encoding.ts';
import type { ValueModifier } from './modifier.ts';

/** `utf16be`: the text as UTF-16, high byte first, for a Base64 modifier to encode. */
export const utf16be: ValueModifier = encodingModifier({ name: 'utf16be' }, (text) => utf16Bytes(text, 'big-endian'));
