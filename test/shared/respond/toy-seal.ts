import type { Seal } from '#shared/ports/seal.ts';

/** A seal that anybody could make who knew the word. */
export function createToySeal(word: string): Seal {
  const sealOf = (text: string): string => `${word}: ${text}`;
  return { sign: async (text) => sealOf(text), verify: async (text, seal) => seal === sealOf(text) };
}
