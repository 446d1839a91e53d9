import type { ValueModifier } from './modifier.ts';
import { regexFlagModifier } from './regex-flag.ts';

/** `m` after `re`: `^` and `$` match at the start and end of every line. */
export const m: ValueModifier = regexFlagModifier('m', 'multiline');
