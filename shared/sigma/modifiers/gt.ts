import { compareModifier } from './compare.ts';
import type { ValueModifier } from './modifier.ts';

/** `gt`: the field, or the part of a time named before, is more than the number. */
export const gt: ValueModifier = compareModifier('gt');
