import type { ValueModifier } from './modifier.ts';
import { timePartModifier } from './time-part.ts';

/** `day`: the day of the month of a time in UTC. */
export const day: ValueModifier = timePartModifier('day', 1, 31);
