import type { Target } from '#shared/model/target.ts';

/** Why what a call did is for people to decide upon, for its age alone; `undefined` while it is fresh. A call of which nobody knows when
 * it was made counts as old.
 * @param freshMs how old a call may be that is answered without asking */
export function describeOldCall(
  { eventTime }: Pick<Target, 'eventTime'>,
  { freshMs, nowMs }: { readonly freshMs: number; readonly nowMs: number },
): string | undefined {
  const ageMs = nowMs - Date.parse(eventTime ?? '');
  if (ageMs <= freshMs) return undefined;
  const age = Number.isNaN(ageMs) ? 'it is not known when the call was made' : `the call is ${spanText(ageMs)} old`;
  return `${age}: how the resource is now may be somebody else's doing since`;
}

const units = [
  ['d', 24 * 60 * 60 * 1000],
  ['h', 60 * 60 * 1000],
  ['m', 60 * 1000],
] as const;

/** As settings write it, in the largest unit of which there are two. */
function spanText(ms: number): string {
  const unit = units.find(([, unitMs]) => ms >= 2 * unitMs);
  return unit === undefined ? `${Math.floor(ms / 1000)}s` : `${Math.floor(ms / unit[1])}${unit[0]}`;
}
