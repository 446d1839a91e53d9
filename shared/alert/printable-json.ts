import { unseen } from './clean-text.ts';

/** A value as JSON text on one line that may be printed: characters that cannot be seen or that steer a terminal are written as
 * `\uXXXX`. It parses to the same value. */
export function printableJson(value: unknown): string {
  // Outside strings, JSON text has none of these.
  return JSON.stringify(value).replace(unseen, escapeUnits);
}

function escapeUnits(character: string): string {
  const units = character.split('');
  return units.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}
