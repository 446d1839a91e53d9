import type { ValueModifier } from './modifier.ts';
import { regexFlagModifier } from './regex-flag.ts';

/** `s` after `re`: a dot matches line feeds too. */
export const s: ValueModifier = regexFlagModifier('s', 'dotall');
