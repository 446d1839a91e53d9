import { anchorModifier } from './anchor-text.ts';
import type { ValueModifier } from './modifier.ts';

/** `startswith`: the text is expected at the field's start. */
export const startswith: ValueModifier = anchorModifier('startswith');
