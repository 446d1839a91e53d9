import type { ValueModifier } from './modifier.ts';
import { regexFlagModifier } from './regex-flag.ts';

/** `i` after `re`: without regard to case. */
export const i: ValueModifier = regexFlagModifier('i', 'ignorecase');
