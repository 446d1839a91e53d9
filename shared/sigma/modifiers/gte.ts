import { compareModifier } from './compare.ts';
import type { ValueModifier } from './modifier.ts';

/** `gte`: the field, or the part of a time named before, is the number or more. */
export const gte: ValueModifier = compareModifier('gte');
