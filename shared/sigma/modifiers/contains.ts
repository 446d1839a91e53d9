import { anchorModifier } from './anchor-text.ts';
import type { ValueModifier } from './modifier.ts';

/** `contains`: the text is expected anywhere in the field. */
export const contains: ValueModifier = anchorModifier('contains');
