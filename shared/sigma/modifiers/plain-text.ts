import { asText } from './as-text.ts';
import type { Draft, ModifierContext } from './modifier.ts';

/** The draft's text, escapes resolved; `undefined` when it has wildcards or is no text. */
export function plainText(draft: Draft, context: ModifierContext): string | undefined {
  const text = asText(draft, context);
  if (text === undefined || text.parts.length > 1) return undefined;
  const [only = ''] = text.parts;
  return typeof only === 'string' ? only : undefined;
}
