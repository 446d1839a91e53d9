import type { ValueModifier } from './modifier.ts';
import { timePartModifier } from './time-part.ts';

/** `hour`: the hour of a time in UTC. */
export const hour: ValueModifier = timePartModifier('hour', 0, 23);
