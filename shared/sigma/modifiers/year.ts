import type { ValueModifier } from './modifier.ts';
import { timePartModifier } from './time-part.ts';

/** `year`: the year of a time in UTC. */
export const year: ValueModifier = timePartModifier('year', 1, 9999);
