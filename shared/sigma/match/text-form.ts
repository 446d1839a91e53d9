import type { Json } from '#shared/model/json.ts';

/** Tell whether some text by which a string test sees a value passes.
 *
 * A text is itself, a number or boolean as JSON writes it; null has no text. A list or object is its compact JSON in the record's
 * own key order. Policies are often JSON inside a text inside an object, with each of their quotes escaped; whoever writes
 * `"Allow"` into a rule means the policy's own quotes, so such an object is tried with them unescaped too. */
export function someTextForm(value: Json, passes: (text: string) => boolean): boolean {
  if (value === null) return false;
  if (typeof value !== 'object') return passes(String(value));
  const { compact, unescaped } = objectTexts(value);
  return passes(compact) || (unescaped !== compact && passes(unescaped));
}

interface ObjectTexts {
  readonly compact: string;
  /** With inner quotes and backslashes unescaped. */
  readonly unescaped: string;
}

/** Made once for each object: several rules, and several values of one, look at the same parameters. */
const known = new WeakMap<object, ObjectTexts>();

function objectTexts(value: object): ObjectTexts {
  const made = known.get(value);
  if (made !== undefined) return made;
  const compact = JSON.stringify(value);
  const texts = { compact, unescaped: compact.replace(/\\(["\\])/g, '$1') };
  known.set(value, texts);
  return texts;
}
