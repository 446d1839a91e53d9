import { compareModifier } from './compare.ts';
import type { ValueModifier } from './modifier.ts';

/** `lt`: the field, or the part of a time named before, is less than the number. */
export const lt: ValueModifier = compareModifier('lt');
