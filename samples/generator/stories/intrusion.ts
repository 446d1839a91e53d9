import type { ScriptedCall } from '../call.ts';
import type { Random } from '../random.ts';
import { tellDamage } from './damage.ts';
import { tellFoothold } from './foothold.ts';
import { tellRecovery } from './recovery.ts';
import { tellTakeover } from './takeover.ts';

/** Days that the week must have for the story to end: it is over on Friday morning. */
export const intrusionDays = 5;

/** The intrusion of Thursday night, from the leaked key to the morning after. */
export function tellIntrusion(random: Random): readonly ScriptedCall[] {
  return [...tellFoothold(random), ...tellTakeover(random), ...tellDamage(random), ...tellRecovery(random)];
}
