import { encodableBytes, toBase64, wildcardsInBase64 } from './base64-bytes.ts';
import { drafts, problem, type ValueModifier } from './modifier.ts';

/** Base64 writes three bytes as four characters, so a text can sit in it in three ways. In each way the characters that also
 * hold bits of its neighbours are cut off: at the start by how far the text is shifted, at the end by what is left over. */
const firstCharacter = [0, 2, 3] as const;
const charactersToDrop = [0, 3, 2] as const;

/** `base64offset`: the text as it may stand anywhere inside a longer text that is in Base64. */
export const base64offset: ValueModifier = {
  kind: 'value',
  name: 'base64offset',
  allowsKeyword: true,
  apply(draft, context) {
    const bytes = encodableBytes(draft, context);
    if (bytes === undefined) return wildcardsInBase64;
    if (bytes.length < 3)
      return problem('the text is too short for base64offset', 'look for at least three characters');
    const shifts = [0, 1, 2] as const;
    return drafts(
      ...shifts.map((shift) => {
        const encoded = toBase64([...Array<number>(shift).fill(0), ...bytes]);
        const end = encoded.length - (charactersToDrop[(bytes.length + shift) % 3] ?? 0);
        return { test: 'string', parts: [encoded.slice(firstCharacter[shift], end)], cased: false } as const;
      }),
    );
  },
};
