import { joinParts } from '../pattern-text.ts';
import { encodableBytes, toBase64, wildcardsInBase64 } from './base64-bytes.ts';
import { drafts, type ValueModifier } from './modifier.ts';

/** `base64`: the text in Base64. */
export const base64: ValueModifier = {
  kind: 'value',
  name: 'base64',
  allowsKeyword: true,
  apply(draft, context) {
    const bytes = encodableBytes(draft, context);
    if (bytes === undefined) return wildcardsInBase64;
    return drafts({ test: 'string', parts: joinParts([toBase64(bytes)]), cased: false });
  },
};
