import type { Draft, ModifierContext, ModifierProblem } from './modifier.ts';
import { problem } from './modifier.ts';
import { plainText } from './plain-text.ts';

/** The bytes that a Base64 modifier encodes: those of an encoding before it, else the text's UTF-8. */
export function encodableBytes(draft: Draft, context: ModifierContext): readonly number[] | undefined {
  if (draft.test === 'bytes') return draft.bytes;
  const text = plainText(draft, context);
  return text === undefined ? undefined : [...new TextEncoder().encode(text)];
}

/** The bytes in Base64, padded. */
export function toBase64(bytes: readonly number[]): string {
  return btoa(String.fromCharCode(...bytes));
}

/** What a Base64 modifier says of anything but a plain text. */
export const wildcardsInBase64: ModifierProblem = problem(
  'only a text without wildcards can be put into Base64',
  'escape * and ? as \\* and \\?, and put contains after the Base64 modifier',
);
