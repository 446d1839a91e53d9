import type { Draft, ModifierContext } from './modifier.ts';
import { drafts, problem, type ValueModifier } from './modifier.ts';
import { plainText } from './plain-text.ts';

/** Make a modifier that writes a text in another encoding. */
export function encodingModifier(
  names: { readonly name: string; readonly aliases?: readonly string[] },
  encode: (text: string) => readonly number[],
): ValueModifier {
  return {
    kind: 'value',
    ...names,
    allowsKeyword: true,
    apply(draft: Draft, context: ModifierContext) {
      const text = plainText(draft, context);
      if (text === undefined)
        return problem(`${names.name} needs a text without wildcards`, 'escape * and ? as \\* and \\?');
      return drafts({ test: 'bytes', bytes: encode(text) });
    },
  };
}

/** The text's UTF-16 units, two bytes each. */
export function utf16Bytes(text: string, order: 'little-endian' | 'big-endian'): readonly number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).flatMap((unit) =>
    order === 'little-endian' ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff],
  );
}
