import type { ValueModifier } from './modifier.ts';
import { timePartModifier } from './time-part.ts';

/** `week`: the ISO week, which starts on Monday of a time in UTC. */
export const week: ValueModifier = timePartModifier('week', 1, 53);
