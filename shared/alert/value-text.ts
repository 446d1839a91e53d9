import type { Json } from '#shared/model/json.ts';
import { cleanValue } from './clean-text.ts';
import { shortenText } from './shorten-text.ts';

/** A value of a record as people read it, on one line: text bare, other JSON as JSON, `(absent)` for null, `(empty)` for no text.
 * @param maxLength in UTF-16 units */
export function valueText(value: Json, maxLength: number): string {
  if (value === null) return '(absent)';
  const text = cleanValue(typeof value === 'string' ? value : JSON.stringify(value));
  return text === '' ? '(empty)' : shortenText(text, maxLength);
}
