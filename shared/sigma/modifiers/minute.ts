import type { ValueModifier } from './modifier.ts';
import { timePartModifier } from './time-part.ts';

/** `minute`: the minute of a time in UTC. */
export const minute: ValueModifier = timePartModifier('minute', 0, 59);
