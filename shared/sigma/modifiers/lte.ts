import { compareModifier } from './compare.ts';
import type { ValueModifier } from './modifier.ts';

/** `lte`: the field, or the part of a time named before, is the number or less. */
export const lte: ValueModifier = compareModifier('lte');
