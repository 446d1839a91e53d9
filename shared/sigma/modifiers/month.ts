import type { ValueModifier } from './modifier.ts';
import { timePartModifier } from './time-part.ts';

/** `month`: the month of a time in UTC. */
export const month: ValueModifier = timePartModifier('month', 1, 12);
