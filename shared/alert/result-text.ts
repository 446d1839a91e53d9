import type { AlertEvent } from '#shared/model/alert.ts';

/** How the calls ended: `succeeded`, `failed: AccessDenied`, `all 3 succeeded`, `2 of the first 25 failed: AccessDenied`.
 *
 * Error codes come as the records have them, not cleaned, three at most.
 * @param eventCount all records, also those that `events` does not name
 * @returns `undefined` when the records do not tell */
export function resultText(
  events: readonly Pick<AlertEvent, 'errorCode' | 'succeeded'>[],
  eventCount: number,
): string | undefined {
  const failed = events.filter(({ errorCode, succeeded }) => errorCode !== undefined || succeeded === false);
  const codes = [...new Set(failed.flatMap(({ errorCode }) => errorCode ?? []))].slice(0, 3).join(', ');
  const ending = codes === '' ? 'failed' : `failed: ${codes}`;
  if (failed.length === 0) {
    const isTold = events.length > 0 && events.every(({ succeeded }) => succeeded === true);
    return isTold ? `${whichOf(events.length, events.length, eventCount)}succeeded` : undefined;
  }
  return `${whichOf(failed.length, events.length, eventCount)}${ending}`;
}

function whichOf(count: number, shown: number, all: number): string {
  if (all <= 1) return '';
  if (shown === all) return count < all ? `${count} of ${all} ` : all === 2 ? 'both ' : `all ${all} `;
  if (shown === 1) return 'the first ';
  return count === shown ? `the first ${shown} ` : `${count} of the first ${shown} `;
}
