import type { StringTest } from '../ast.ts';
import type { Draft, ModifierContext } from './modifier.ts';

/** The draft as a text where it can be one: Sigma treats all values as texts, so a number is read as it is written.
 * `undefined` for null and for what another modifier has already made something else. */
export function asText(draft: Draft, { written }: Pick<ModifierContext, 'written'>): StringTest | undefined {
  if (draft.test === 'string') return draft;
  if (draft.test !== 'number' && draft.test !== 'boolean') return undefined;
  return { test: 'string', parts: [written], cased: false };
}
