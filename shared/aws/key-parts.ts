import { createHash } from 'node:crypto';

/** The earliest and the latest time that ECMAScript knows lie this far from 1970. */
const farthestMs = 8.64e15;

/** Seventeen digits whose order as text is the order in time, also before 1970. Times out of reach count as the nearest in reach. */
export function sortableTime(timeEpochMs: number): string {
  const reachableMs = Math.trunc(Math.min(Math.max(timeEpochMs, -farthestMs), farthestMs));
  // The sum may lie beyond what a number holds exactly.
  return String(BigInt(reachableMs) + BigInt(farthestMs)).padStart(17, '0');
}

/** SHA-256 in 43 characters. As JSON, for UTF-8 would make one of all lone surrogates. */
export function hashOf(text: string): string {
  return createHash('sha256').update(JSON.stringify(text)).digest('base64url');
}
