import { anchorModifier } from './anchor-text.ts';
import type { ValueModifier } from './modifier.ts';

/** `endswith`: the text is expected at the field's end. */
export const endswith: ValueModifier = anchorModifier('endswith');
