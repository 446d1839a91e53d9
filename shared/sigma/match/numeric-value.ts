import type { Json } from '#shared/model/json.ts';

/** Plain decimal text as a person writes a number; no leading zeros, since `012345678901` is an account, not a number. */
const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** The number that a value is or spells; `undefined` for anything else. */
export function numericValue(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && decimal.test(value) ? Number(value) : undefined;
}
